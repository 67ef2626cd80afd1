package dev.berth.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    private static ChannelInput input(String text) {
        return new ChannelInput(Channels.newChannel(new ByteArrayInputStream(
                text.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Test
    void whatFollowsAHeadStaysForTheStreamThatIsTakenOver() throws IOException {
        ChannelInput in = input("POST /x HTTP/1.1\r\nUpgrade: tcp\r\n\r\ntyped ahead");
        RequestHead head = RequestHead.read(in).orElseThrow();
        assertEquals("tcp", head.headers().first("upgrade").orElseThrow());
        assertEquals("typed ahead", new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void chunksComeBackAsTheyWere() throws IOException {
        byte[] content = new byte[100_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ChunkedOutput out = new ChunkedOutput(new ChannelOutput(Channels.newChannel(wire)));
        out.write(content, 0, 3);
        out.write(content, 3, content.length - 3);
        out.close();
        ChannelInput in = new ChannelInput(Channels.newChannel(new ByteArrayInputStream(wire.toByteArray())));
        RequestHead head = new RequestHead("POST", "/", 1, new Headers().add("Transfer-Encoding", "chunked"));
        assertArrayEquals(content, Body.ofRequest(head, in).readAllBytes());
    }

    @Test
    void aBodyThatEndsEarlyIsAnError() throws IOException {
        RequestHead head = new RequestHead("POST", "/", 1, new Headers().add("Content-Length", "10"));
        assertThrows(EOFException.class, () -> Body.ofRequest(head, input("short")).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\r\n"})
    void whatIsNoRequestIsRefused(String text) {
        assertThrows(HttpException.class, () -> RequestHead.read(input(text)));
    }

    @Test
    void aLineWithoutEndIsRefused() {
        char[] line = new char[200_000];
        Arrays.fill(line, 'a');
        assertThrows(HttpException.class, () -> RequestHead.read(input(new String(line))));
    }

    @ParameterizedTest
    @CsvSource({"a=1,true", "a=true,true", "a=True,true", "a=0,false", "a=false,false", "a=,false", "b=1,false",
        "a,false"})
    void flagsAreTrueAsDockerReadsThem(String query, boolean expected) {
        assertEquals(expected, Query.parse(query).flag("a"));
    }

    @Test
    void queriesAreDecodedAndEncoded() {
        assertEquals("a b/ü", Query.parse("x=a+b%2F%C3%BC").first("x").orElseThrow());
        assertEquals("?x=a%20b%2F%C3%BC", new Query().add("x", "a b/ü").toString());
        assertThrows(IllegalArgumentException.class, () -> Query.decode("%4", true));
    }
}
