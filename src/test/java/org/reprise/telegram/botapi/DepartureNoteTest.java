package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** That a message leaves is noted before any byte of it does; what became of it, before anybody is told. */
class DepartureNoteTest {
    private static final String NOTED = "noted";

    /** What happened, in order. */
    private final List<String> story = new ArrayList<>();

    /** Notes nothing but that it was asked. */
    private final class Telling implements DepartureNote {
        private final boolean mayLeave;

        Telling(boolean mayLeave) {
            this.mayLeave = mayLeave;
        }

        @Override
        public long reference() {
            return 1;
        }

        @Override
        public boolean leaves() {
            story.add(NOTED);
            return mayLeave;
        }

        @Override
        public void answered(Reply reply) {
            story.add(reply.getClass().getSimpleName());
        }
    }

    /** A connection that takes some bytes at a time. */
    private final class Wire implements DataStreamChannel {
        private int room;

        @Override
        public void requestOutput() {}

        @Override
        public int write(ByteBuffer part) {
            int taken = Math.min(room, part.remaining());
            room -= taken;
            part.position(part.position() + taken);
            story.add(String.valueOf(taken));
            return taken;
        }

        @Override
        public void endStream() {
            story.add("end");
        }

        @Override
        public void endStream(List<? extends Header> trailers) {
            endStream();
        }
    }

    private static Body body(PendingCall call) {
        var parts = List.of(ByteBuffer.allocate(3), ByteBuffer.allocate(10), ByteBuffer.allocate(2));
        return new Body(parts, ContentType.MULTIPART_FORM_DATA, call);
    }

    private PendingCall call(boolean mayLeave) {
        var call = new PendingCall(Duration.ofSeconds(5), new Telling(mayLeave), () -> true, TestTime.running());
        call.reply().thenRun(() -> story.add("told"));
        return call;
    }

    @Test
    void theFirstPartOfAFormLeavesAfterItIsNotedAndOnce() throws IOException {
        var body = body(call(true));
        var wire = new Wire();
        for (int room : List.of(1, 8, 100)) {
            wire.room = room;
            body.produce(wire);
        }
        assertThat(story).containsExactly(NOTED, "1", "2", "6", "0", "4", "2", "end");
    }

    /** The client takes another connection for what it could not bring over the first one. */
    @Test
    void aRequestThatIsBroughtOnceMoreKeepsItsNote() throws IOException {
        var call = call(true);
        body(call).produce(new Wire());
        body(call).produce(new Wire());
        assertThat(story.stream().filter(NOTED::equals)).hasSize(1);
        call.failed(new IOException("gone"));
        assertThat(story).endsWith("NoAnswer", "told");
    }

    @Test
    void whatCannotBeNotedDoesNotLeave() {
        var call = call(false);
        assertThatThrownBy(() -> body(call).produce(new Wire())).isInstanceOf(IOException.class);
        assertThat(story).containsExactly(NOTED, "NeverLeft", "told");
        assertThat(call.reply()).isCompletedWithValue(new Reply.NeverLeft(CallFailure.NOT_NOTED));
    }

    @Test
    void whatWasTakenBackIsNotNotedAsLeft() {
        var call = call(true);
        call.recall();
        assertThatThrownBy(() -> body(call).produce(new Wire())).isInstanceOf(IOException.class);
        assertThat(story).containsExactly("NeverLeft", "told");
    }

    @Test
    void anAnswerIsNotedBeforeItIsTold() {
        try (var telegram = FakeTelegram.start();
                var bots = Bots.at(telegram.url())) {
            var token = telegram.bot(7);
            post(bots, token).reply().thenRun(() -> story.add("told")).join();
            assertThat(story).containsExactly(NOTED, "Answer", "told");
            telegram.meets(Fault.reset().afterAccepting());
            story.clear();
            post(bots, token).reply().thenRun(() -> story.add("told")).join();
            assertThat(story).containsExactly(NOTED, "NoAnswer", "told");
        }
    }

    private PendingCall post(Bots bots, String token) {
        var message = JsonFactories.object().add("chat_id", 5).add("text", "Hello");
        return bots.wire.post(token, "sendMessage", message, Duration.ofSeconds(5), new Telling(true));
    }
}
