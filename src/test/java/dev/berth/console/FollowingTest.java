package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowingTest {
    private final Background background = new Background("following-test");
    private final Following following = new Following(background);
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() {
        background.close();
    }

    /** Carries out what has come, as the console's thread does, once something has. */
    private void drain() throws InterruptedException {
        while (!background.drain()) {
            Thread.sleep(1);
        }
    }

    @Test
    void anAnswerIsHeardWhileItIsWanted() throws Exception {
        following.begin().ask(() -> "answer", heard::add, heard::add);
        drain();
        following.begin().ask(() -> {
            throw new IOException("failure");
        }, answer -> heard.add("answered"), heard::add);
        drain();
        assertEquals(List.of("answer", "failure"), heard);
    }

    @Test
    void whatComesLateIsOfNoAccount() throws Exception {
        Following.Turn first = following.begin();
        first.post(() -> heard.add("late"));
        Following.Turn second = following.begin();
        drain();
        first.post(() -> heard.add("later"));
        second.post(() -> heard.add("now"));
        drain();
        following.end();
        second.post(() -> heard.add("hidden"));
        drain();
        assertEquals(List.of("now"), heard);
    }

    @Test
    void anAnswerThatComesLateIsOfNoAccount() throws Exception {
        following.begin().ask(() -> "late", heard::add, heard::add);
        following.end();
        drain();
        assertEquals(List.of(), heard);
    }

    @Test
    void aSubscriptionIsClosedWhenItIsOver() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        following.begin().open(() -> () -> closed.set(true), () -> heard.add("begun"), heard::add);
        drain();
        assertEquals(List.of("begun"), heard);
        assertFalse(closed.get());
        following.begin();
        assertTrue(closed.get(), "what is asked anew leaves nothing of before");
    }

    @Test
    void aSubscriptionThatIsOpenedTooLateIsClosedAtOnce() throws Exception {
        CountDownLatch hidden = new CountDownLatch(1);
        AtomicBoolean closed = new AtomicBoolean();
        following.begin().open(() -> {
            hidden.await();
            return () -> closed.set(true);
        }, () -> heard.add("begun"), heard::add);
        following.end();
        hidden.countDown();
        drain();
        assertTrue(closed.get());
        assertEquals(List.of(), heard);
    }
}
