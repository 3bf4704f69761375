package org.reprise.telegram.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Extras.Kind;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Settlement;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class SandboxInboxTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final Path dataDir = TestDatabase.temporaryDirectory();

    @Test
    void keepsTextTimeAndReferenceOldestFirst() throws IOException {
        at(NOON.plusSeconds(2)).put(new OutgoingMessage(5, "later", 8));
        at(NOON).put(new OutgoingMessage(5, "hello", 7));
        at(NOON).put(new OutgoingMessage(6, "someone else", 7));
        assertThat(at(NOON).of(5))
                .containsExactly(
                        new InboxMessage(NOON, "hello", Extras.NONE, 7),
                        new InboxMessage(NOON.plusSeconds(2), "later", Extras.NONE, 8));
    }

    @Test
    void keepsWhatCameWithTheTextAndStillKnowsTheText() throws IOException {
        var extras = new Extras(
                Attachment.at(Kind.PHOTO, "https://example.org/a.jpg"),
                List.of(List.of(new Button("Shop", "https://example.org"))),
                true,
                false);
        at(NOON).put(new OutgoingMessage(5, "hello", TextFormat.PLAIN, extras, 7));
        assertThat(at(NOON).of(5)).containsExactly(new InboxMessage(NOON, "hello", extras, 7));
        assertThat(at(NOON).settle(List.of(new Claim(5, 7, 0, NOON, List.of("hello")))))
                .containsEntry(5L, new Settlement.Delivered("hello"));
    }

    @Test
    void forgetsWhatSomebodyWasToldButNotThatTheyWere() throws IOException {
        at(NOON).put(new OutgoingMessage(5, "hello", 7));
        var inbox = at(NOON);
        inbox.put(new OutgoingMessage(6, "hello", 7));
        inbox.put(new OutgoingMessage(5, "hello again", 8));
        inbox.forget(5);
        inbox.forget(5);
        inbox.put(new OutgoingMessage(6, "later", 9));
        assertThat(at(NOON).of(5)).isEmpty();
        assertThat(at(NOON).of(6)).extracting(InboxMessage::text).containsExactly("hello", "later");
        assertThat(at(NOON).settle(List.of(new Claim(5, 7, 0, NOON, List.of("hello")))))
                .containsEntry(5L, new Settlement.Delivered(""));
    }

    @Test
    void isThereForALaterProcessThoughItWasNeverClosed() throws IOException {
        at(NOON).put(new OutgoingMessage(5, "before the crash", 7));
        var reopened = at(NOON);
        reopened.put(new OutgoingMessage(5, "after", 7));
        assertThat(reopened.of(5))
                .extracting(InboxMessage::text)
                .containsExactlyInAnyOrder("before the crash", "after");
    }

    @Test
    void aTornRecordIsPassedOverAndHidesNothing() throws IOException {
        at(NOON).put(new OutgoingMessage(5, "whole", 7));
        Files.write(files(".messages").get(0), new byte[InboxVolume.RECORD_BYTES - 1], StandardOpenOption.APPEND);
        Files.write(files(".texts").get(0), new byte[3], StandardOpenOption.APPEND);
        var reopened = at(NOON.plusSeconds(1));
        reopened.put(new OutgoingMessage(5, "next", 7));
        assertThat(reopened.of(5)).extracting(InboxMessage::text).containsExactly("whole", "next");
    }

    @Test
    void aThreadThatIsInterruptedStillDelivers() throws IOException {
        var inbox = at(NOON);
        Thread.currentThread().interrupt();
        inbox.put(new OutgoingMessage(5, "hello", 7));
        assertThat(inbox.of(5)).hasSize(1);
        assertThat(Thread.interrupted()).isTrue();
        inbox.put(new OutgoingMessage(5, "hello", 7));
        assertThat(inbox.of(5)).hasSize(2);
    }

    @Test
    void storesATextOnceHoweverManyReceiveIt() throws IOException {
        var inbox = at(NOON);
        for (int user = 1; user <= 1_000; user++) {
            inbox.put(new OutgoingMessage(user, new String("the same text"), 7));
        }
        assertThat(files(".texts"))
                .singleElement()
                .satisfies(file -> assertThat(file).hasSize(4 + 13));
    }

    @Test
    void findsEveryTextWhenThereAreMoreThanItRemembers() throws IOException {
        var inbox = at(NOON);
        for (int user = 1; user <= 3_000; user++) {
            inbox.put(new OutgoingMessage(user, "Hello, " + user, 7));
        }
        for (int user = 1; user <= 3_000; user += 997) {
            assertThat(inbox.of(user)).containsExactly(new InboxMessage(NOON, "Hello, " + user, Extras.NONE, 7));
        }
    }

    @Test
    void twoThreadsLoseNothing() throws Exception {
        var inbox = at(NOON);
        var writing = new ArrayList<Callable<Void>>();
        for (long writer = 1; writer <= 2; writer++) {
            long recipient = writer;
            writing.add(() -> {
                for (int n = 0; n < 20_000; n++) {
                    inbox.put(new OutgoingMessage(recipient, "from " + recipient, n));
                }
                return null;
            });
        }
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var done : threads.invokeAll(writing)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        var received = inbox.of(1);
        assertThat(received).extracting(InboxMessage::text).containsOnly("from 1");
        assertThat(received).extracting(InboxMessage::reference).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(inbox.of(2)).hasSize(20_000);
    }

    @Test
    void settlesByRecipientAndReferenceWhateverTheClockSays() throws IOException {
        var inbox = at(NOON);
        inbox.put(new OutgoingMessage(1, "hello", 7));
        inbox.put(new OutgoingMessage(2, "another campaign", 8));
        inbox.put(new OutgoingMessage(3, "before the clock stepped back", 7));
        var settled = at(NOON).settle(
                        List.of(claim(1, NOON), claim(2, NOON), claim(3, NOON.plusSeconds(3_600)), claim(4, NOON)));
        assertThat(settled)
                .hasSize(4)
                .containsEntry(1L, new Settlement.Delivered("hello"))
                .containsEntry(2L, new Settlement.NeverLeft())
                .containsEntry(3L, new Settlement.Delivered("before the clock stepped back"))
                .containsEntry(4L, new Settlement.NeverLeft());
    }

    @Test
    void noSessionNameLeadsOutOfTheSandbox() throws IOException {
        for (var name : List.of("../../escape", "/tmp/absolute", "a/b", "nul\0byte", "..", "x".repeat(200))) {
            new SandboxInbox(dataDir, name, TestTime.running()).put(new OutgoingMessage(5, "hello", 7));
        }
        try (var top = Files.list(dataDir);
                var sessions = Files.list(dataDir.resolve("sandbox"))) {
            assertThat(top).containsExactly(dataDir.resolve("sandbox"));
            assertThat(sessions).hasSize(6);
        }
    }

    private SandboxInbox at(Instant now) {
        return new SandboxInbox(dataDir, "demo", new TestTime(now, 0));
    }

    private static Claim claim(long recipient, Instant claimedAt) {
        return new Claim(recipient, 7, 0, claimedAt, List.of("hello"));
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(dataDir)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
