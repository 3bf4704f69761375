package org.reprise.telegram.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
        long later = at(NOON.plusSeconds(2)).put(new OutgoingMessage(5, "later", 8));
        long hello = at(NOON).put(new OutgoingMessage(5, "hello", 7));
        at(NOON).put(new OutgoingMessage(6, "someone else", 7));
        assertThat(at(NOON).of(5))
                .containsExactly(
                        new InboxMessage(hello, 5, NOON, "hello", TextFormat.PLAIN, Extras.NONE, 7),
                        new InboxMessage(later, 5, NOON.plusSeconds(2), "later", TextFormat.PLAIN, Extras.NONE, 8));
    }

    @Test
    void keepsWhatCameWithTheTextAndStillKnowsTheText() throws IOException {
        var extras = new Extras(
                Attachment.at(Kind.PHOTO, "https://example.org/a.jpg"),
                List.of(List.of(new Button("Shop", "https://example.org"))),
                true,
                false);
        long id = at(NOON).put(new OutgoingMessage(5, "hello", TextFormat.PLAIN, extras, 7));
        assertThat(at(NOON).of(5)).containsExactly(new InboxMessage(id, 5, NOON, "hello", TextFormat.PLAIN, extras, 7));
        assertThat(at(NOON).settle(List.of(new Claim(5, 7, 0, NOON, List.of("hello")))))
                .containsEntry(5L, new Settlement.Delivered("hello", id));
    }

    @Test
    void keepsHowATextIsToBeReadWithExtrasAndWithout() throws IOException {
        var extras = new Extras(null, List.of(List.of(new Button("Shop", "https://example.org"))), false, false);
        at(NOON).put(new OutgoingMessage(5, "<b>hi</b>", TextFormat.HTML, Extras.NONE, 7));
        at(NOON.plusSeconds(1)).put(new OutgoingMessage(5, "*hi*", TextFormat.MARKDOWN, extras, 8));
        assertThat(at(NOON).of(5))
                .extracting(InboxMessage::text, InboxMessage::format, InboxMessage::extras)
                .containsExactly(
                        tuple("<b>hi</b>", TextFormat.HTML, Extras.NONE), tuple("*hi*", TextFormat.MARKDOWN, extras));
    }

    @Test
    void theNewestStandFirstWhoeverGotThemAndWhicheverProcessSentThem() throws IOException {
        at(NOON.plusSeconds(9)).put(new OutgoingMessage(6, "last", 7));
        var inbox = at(NOON);
        for (int i = 1; i <= 5; i++) {
            inbox.put(new OutgoingMessage(i, "text " + i, 7));
        }
        inbox.forget(5);
        assertThat(at(NOON).newest(3)).extracting(InboxMessage::text).containsExactly("last", "text 4", "text 3");
        assertThat(at(NOON).newest(50)).hasSize(5);
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
                .hasEntrySatisfying(
                        5L,
                        found -> assertThat(found)
                                .isInstanceOfSatisfying(
                                        Settlement.Delivered.class,
                                        delivered ->
                                                assertThat(delivered.text()).isEmpty()));
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
            assertThat(inbox.of(user))
                    .extracting(InboxMessage::text, InboxMessage::at)
                    .containsExactly(tuple("Hello, " + user, NOON));
        }
    }

    /** More than are read at a time, of two processes. */
    @Test
    void aMessageHasAnIdOfItsOwnThatEveryProcessFinds() throws IOException {
        var given = new HashMap<Long, Long>();
        var first = at(NOON);
        for (long user = 1; user <= 9_000; user++) {
            given.put(user, first.put(new OutgoingMessage(user, "hello", 7)));
        }
        var second = at(NOON.plusMillis(10));
        for (long user = 9_001; user <= 9_100; user++) {
            given.put(user, second.put(new OutgoingMessage(user, "hello", 7)));
        }
        assertThat(given.values()).doesNotHaveDuplicates();
        assertThat(given.get(9_001L)).isGreaterThan(given.get(9_000L));
        var claims = given.keySet().stream().map(user -> claim(user, NOON)).toList();
        var found = new HashMap<Long, Settlement>();
        given.forEach((user, id) -> found.put(user, new Settlement.Delivered("hello", id)));
        assertThat(at(NOON).settle(claims)).isEqualTo(found);
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
        long hello = inbox.put(new OutgoingMessage(1, "hello", 7));
        inbox.put(new OutgoingMessage(2, "another campaign", 8));
        long before = inbox.put(new OutgoingMessage(3, "before the clock stepped back", 7));
        var settled = at(NOON).settle(
                        List.of(claim(1, NOON), claim(2, NOON), claim(3, NOON.plusSeconds(3_600)), claim(4, NOON)));
        assertThat(settled)
                .hasSize(4)
                .containsEntry(1L, new Settlement.Delivered("hello", hello))
                .containsEntry(2L, new Settlement.NeverLeft())
                .containsEntry(3L, new Settlement.Delivered("before the clock stepped back", before))
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
