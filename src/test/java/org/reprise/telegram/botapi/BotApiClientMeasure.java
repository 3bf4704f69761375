package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/**
 * Messages a second, and processor time for each, of the client that src/adr/0010 chose, of the JDK's, and of bare
 * sockets with a thread for each message in flight. Prints figures; run it with {@code mvn test
 * -Dtest=BotApiClientMeasure}.
 */
class BotApiClientMeasure {
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(3);
    private static final long MEASURED = TimeUnit.SECONDS.toNanos(4);

    @ParameterizedTest
    @CsvSource({"0, 32", "0, 64", "0, 256", "50, 64", "50, 256"})
    void messagesASecond(int replyMillis, int inFlight) {
        try (var telegram = FakeTelegram.start()) {
            var token = telegram.bot(1);
            if (replyMillis > 0) {
                telegram.meets(Fault.late(replyMillis));
            }
            try (var bots = Bots.at(telegram.url())) {
                measure(
                        "the chosen one",
                        replyMillis,
                        inFlight,
                        body -> bots.wire
                                .post(
                                        token,
                                        "sendMessage",
                                        List.of(ByteBuffer.wrap(body)),
                                        ContentType.APPLICATION_JSON,
                                        Duration.ofSeconds(30))
                                .reply()
                                .thenApply(reply -> ((Reply.Answer) reply).status()));
            }
            measure("bare sockets", replyMillis, inFlight, bareSockets(telegram, token, inFlight));
            measure("java.net.http", replyMillis, inFlight, theJdks(telegram, token));
        }
    }

    private static void measure(
            String who, int replyMillis, int inFlight, Function<byte[], CompletableFuture<Integer>> post) {
        var processor = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var room = new Semaphore(inFlight);
        var sent = new AtomicLong();
        long chat = 0;
        long sentBefore = 0;
        long processorBefore = 0;
        long begin = System.nanoTime();
        for (long now = begin; now - begin < WARM_UP + MEASURED; now = System.nanoTime()) {
            if (now - begin > WARM_UP && sentBefore == 0) {
                sentBefore = sent.get();
                processorBefore = processor.getProcessCpuTime();
            }
            room.acquireUninterruptibly();
            var body = "{\"chat_id\":" + ++chat + ",\"text\":\"A message of ordinary length, as people write it.\"}";
            post.apply(body.getBytes(UTF_8)).whenComplete((status, failure) -> {
                room.release();
                if (failure == null && status == 200) {
                    sent.incrementAndGet();
                }
            });
        }
        long messages = sent.get() - sentBefore;
        long processorNanos = processor.getProcessCpuTime() - processorBefore;
        System.out.printf(
                "MEASURE reply after %2d ms, %3d in flight, %-14s %,7d messages/s, %3d µs of processor each%n",
                replyMillis,
                inFlight,
                who + ":",
                messages * 1_000_000_000 / MEASURED,
                messages == 0 ? 0 : processorNanos / 1_000 / messages);
        room.acquireUninterruptibly(inFlight);
    }

    private static Function<byte[], CompletableFuture<Integer>> theJdks(FakeTelegram telegram, String token) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newFixedThreadPool(4, BotApiClientMeasure::daemon))
                .build();
        var address = URI.create(telegram.url() + "/bot" + token + "/sendMessage");
        return body -> client.sendAsync(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray())
                .thenApply(answer -> answer.statusCode());
    }

    private static Function<byte[], CompletableFuture<Integer>> bareSockets(
            FakeTelegram telegram, String token, int inFlight) {
        var threads = Executors.newFixedThreadPool(inFlight, BotApiClientMeasure::daemon);
        var connection = ThreadLocal.withInitial(() -> new Bare(telegram.port(), token));
        return body -> CompletableFuture.supplyAsync(() -> connection.get().post(body), threads);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** Just enough HTTP. */
    private static final class Bare {
        private final Socket socket;
        private final InputStream in;
        private final String head;

        Bare(int port, String token) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            head = "POST /bot" + token
                    + "/sendMessage HTTP/1.1\r\nHost: fake\r\nContent-Type: application/json\r\nContent-Length: ";
        }

        int post(byte[] body) {
            try {
                var start = (head + body.length + "\r\n\r\n").getBytes(US_ASCII);
                var all = java.util.Arrays.copyOf(start, start.length + body.length);
                System.arraycopy(body, 0, all, start.length, body.length);
                socket.getOutputStream().write(all);
                int status = Integer.parseInt(line().substring(9, 12));
                int length = 0;
                for (var header = line(); !header.isEmpty(); header = line()) {
                    length = header.startsWith("Content-Length: ") ? Integer.parseInt(header.substring(16)) : length;
                }
                in.readNBytes(length);
                return status;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
