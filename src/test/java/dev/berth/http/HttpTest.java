package dev.berth.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** What two readers could understand in two ways, and what would never end. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -7", "Content-Length: +7", "Content-Length: 7x", "Content-Length: ",
        "Content-Length: 0x7", "Content-Length: 99999999999999999999", "Content-Length: 7\r\nContent-Length: 8",
        "Transfer-Encoding: gzip", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: "})
    void bodiesOfUnclearLengthAreRefused(String headers) throws IOException {
        ChannelInput in = input("POST / HTTP/1.1\r\n" + headers + "\r\n\r\n0\r\n\r\n");
        RequestHead request = RequestHead.read(in).orElseThrow();
        assertThrows(HttpException.class, () -> Body.ofRequest(request, in));
        ChannelInput answer = input("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n0\r\n\r\n");
        ResponseHead response = ResponseHead.read(answer);
        assertThrows(HttpException.class, () -> Body.ofResponse("GET", response, answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1\r\na\r\n0\r\n\r\n", "-1\r\n", "\r\n", "zzz\r\n", "0x1\r\na\r\n", "1\r\nab\r\n",
        "8000000000000000\r\n", "ffffffffffffffffffff\r\n", ";x=y\r\n"})
    void chunksThatAreNoneAreRefused(String chunks) throws IOException {
        RequestHead head = new RequestHead("POST", "/", 1, new Headers().add("Transfer-Encoding", "chunked"));
        assertThrows(HttpException.class, () -> Body.ofRequest(head, input(chunks)).readAllBytes());
    }

    @Test
    void trailersAndAnswersInBetweenEnd() throws IOException {
        RequestHead head = new RequestHead("POST", "/", 1, new Headers().add("Transfer-Encoding", "chunked"));
        assertEquals(0, Body.ofRequest(head, input("0\r\nA: b\r\n\r\n")).readAllBytes().length);
        assertThrows(HttpException.class, () -> Body.ofRequest(head, input("0\r\n" + "A: b\r\n".repeat(1000)))
                .readAllBytes());
        assertEquals(200, ResponseHead.read(input("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n\r\n")).status());
        assertEquals(101, ResponseHead.read(input("HTTP/1.1 101 UPGRADED\r\n\r\n")).status());
        assertThrows(HttpException.class, () -> ResponseHead.read(input("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000))));
    }

    /** Whatever comes, the answer is what it says or an {@link IOException}; 20,000 changes of good requests. */
    @Test
    void nothingElseThanHttpPasses() throws IOException {
        Mutations mutations = new Mutations(1, "\r\n", "\n", "\r\n\r\n", " ", ":", "Content-Length: ", "chunked",
                "Transfer-Encoding: chunked\r\n", "ffffffffffffffff", "-1", "%", "%zz", "&", "=", "\0", "HTTP/1.1");
        List<String> good = List.of(
                "POST /v1.44/x?a=b&c=%20+ HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
                + "0\r\n\r\n",
                "GET /containers/json?filters=%7B%22a%22%3A%5B%22b%22%5D%7D HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.0 404 Not Found\r\n\r\nrest");
        for (int i = 0; i < 20_000; i++) {
            String text = new String(mutations.of(mutations.one(good).getBytes(StandardCharsets.ISO_8859_1)),
                    StandardCharsets.ISO_8859_1);
            try {
                if (text.startsWith("HTTP")) {
                    ChannelInput in = input(text);
                    Body.ofResponse("GET", ResponseHead.read(in), in).readAllBytes();
                } else {
                    ChannelInput in = input(text);
                    Optional<RequestHead> head = RequestHead.read(in);
                    if (head.isPresent()) {
                        Body.ofRequest(head.get(), in).readAllBytes();
                    }
                }
            } catch (IOException refused) {
                assertTrue(refused.getMessage().length() > 10, refused.toString());
            }
        }
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
