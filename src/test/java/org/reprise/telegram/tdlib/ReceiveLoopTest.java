package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reprise.TimeSource;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

/** What the receiving thread makes of what a library says that is out of its mind. */
class ReceiveLoopTest {
    private final TimeSource time = TestTime.running();
    private final Babbling library = new Babbling();
    private final ReceiveLoop loop = new ReceiveLoop(new TdLibrary("babbling", null, library), time);

    private static final class Babbling implements TdJson {
        private final LinkedBlockingQueue<String> says = new LinkedBlockingQueue<>();
        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final AtomicInteger clients = new AtomicInteger();

        @Override
        public int td_create_client_id() {
            return clients.incrementAndGet();
        }

        @Override
        public void td_send(int client, byte[] request) {
            told.add(client + " " + new String(request, StandardCharsets.UTF_8).strip());
        }

        @Override
        public Pointer td_receive(double seconds) {
            try {
                var said = says.poll((long) (seconds * 1_000), TimeUnit.MILLISECONDS);
                return said == null ? null : text(said);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Pointer text(String said) {
            var utf8 = said.getBytes(StandardCharsets.UTF_8);
            var memory = new Memory(utf8.length + 1L);
            memory.write(0, utf8, 0, utf8.length);
            memory.setByte(utf8.length, (byte) 0);
            return memory;
        }

        @Override
        public Pointer td_execute(byte[] request) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void begin() {
        var thread = new Thread(loop, "receiving");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void end() throws Exception {
        loop.end().get(30, TimeUnit.SECONDS);
    }

    private List<String> heard(boolean fails) {
        var heard = new CopyOnWriteArrayList<String>();
        loop.add(new TdClient(
                new TdLibrary("babbling", null, library),
                new TdListener() {
                    @Override
                    public void heard(JsonObject update) {
                        heard.add(update.getString("@type"));
                        if (fails) {
                            throw new IllegalStateException("it cannot be taken");
                        }
                    }
                },
                time));
        return heard;
    }

    @Test
    void whatCannotBeReadIsPassedOverAndTheNextIsHeard() {
        var heard = heard(false);
        library.says.addAll(List.of(
                "no json",
                "[]",
                "{}",
                "{\"@client_id\":\"one\"}",
                "{\"@client_id\":1}",
                "{\"@client_id\":1,\"@type\":7}",
                "{\"@client_id\":1,\"@type\":\"updateAuthorizationState\"}",
                "{\"@client_id\":1,\"@type\":\"updateOption\"}"));
        TestReprise.await("the last one is heard", () -> heard.contains("updateOption"));
        assertThat(loop.hasEnded()).isFalse();
    }

    @Test
    void aClientWhoseListenerFailsIsNotTheOthersFault() {
        var failing = heard(true);
        var other = heard(false);
        library.says.addAll(List.of(
                "{\"@client_id\":1,\"@type\":\"updateUser\"}",
                "{\"@client_id\":2,\"@type\":\"updateUser\"}",
                "{\"@client_id\":1,\"@type\":\"updateOption\"}"));
        TestReprise.await("both are heard", () -> failing.size() == 2 && other.size() == 1);
    }

    @Test
    void aClientThatNobodyKnowsIsClosedOnce() {
        var heard = heard(false);
        library.says.addAll(List.of(
                "{\"@client_id\":9,\"@type\":\"updateUser\"}",
                "{\"@client_id\":9,\"@type\":\"updateUser\"}",
                "{\"@client_id\":1,\"@type\":\"updateOption\"}"));
        TestReprise.await("the last one is heard", () -> heard.contains("updateOption"));
        assertThat(library.told)
                .filteredOn(request -> request.startsWith("9 "))
                .singleElement()
                .asString()
                .contains("close");
    }
}
