package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.HandoverNotes;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Settlement;

/** What the next process may conclude from the journal of one that was killed, and what it may not. */
class HandoverJournalTest {
    private static final long CAMPAIGN = 12;
    private static final int RUN = 3;
    private static final long ANNA = 7;
    private static final long BORIS = 8;
    private static final Instant CLAIMED = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final Settlement UNKNOWN = new Settlement.Unknown();
    private static final Settlement NEVER_LEFT = new Settlement.NeverLeft();

    @TempDir
    Path dataDir;

    private HandoverJournals journals;
    private HandoverNotes notes;

    @BeforeEach
    void open() {
        journals = process("boot 1");
        notes = journals.open(CAMPAIGN, RUN);
    }

    /** @param boot null: the system tells none */
    private HandoverJournals process(String boot) {
        return new HandoverJournals(dataDir, () -> Optional.ofNullable(boot));
    }

    private void claim(long... users) {
        var those = LongStream.of(users).boxed().toList();
        notes.claiming(those, CLAIMED);
        notes.claimed(those);
    }

    private DepartureNote handover(long user, int revision) {
        var message = Message.accepted("Hello", TextFormat.PLAIN, Extras.NONE);
        return journals.handover(new OutgoingMessage(user, message, CAMPAIGN, revision));
    }

    private DepartureNote left(long user) {
        var handover = handover(user, 5);
        assertThat(handover.leaves()).isTrue();
        return handover;
    }

    private static Settlement settled(HandoverJournals process, long user, int run, Instant at) {
        return process.settle(List.of(new Claim(user, CAMPAIGN, run, at, List.of("Hello"))))
                .get(user);
    }

    /** What the process says that is started after this one was killed. */
    private Settlement afterAKill(long user) {
        return settled(process("boot 1"), user, RUN, CLAIMED);
    }

    private Path file() throws IOException {
        try (var files = Files.list(dataDir.resolve("journal"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Reply.Answer error(int code, String words) {
        return new Reply.Answer(
                code,
                JsonFactories.object()
                        .add("ok", false)
                        .add("error_code", code)
                        .add("description", words)
                        .build(),
                null);
    }

    private static Reply.Answer ok(long messageId) {
        return new Reply.Answer(
                200,
                JsonFactories.object()
                        .add("ok", true)
                        .add("result", JsonFactories.object().add("message_id", messageId))
                        .build(),
                null);
    }

    private static Reply.Answer ok() {
        return new Reply.Answer(200, JsonFactories.object().add("ok", true).build(), null);
    }

    @Test
    void whoWasClaimedAndNotHandedOverNeverLeft() {
        claim(ANNA);
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
        handover(ANNA, 5);
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
    }

    /** The kill came while the claim was committed: nobody had said yet who was won. */
    @Test
    void whoWasJustBeingClaimedNeverLeft() {
        notes.claiming(List.of(ANNA), CLAIMED);
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void whoseFirstByteLeftIsUnknown() {
        claim(ANNA, BORIS);
        left(ANNA);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        assertThat(afterAKill(BORIS)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void anAnswerIsToldWithTheRevisionThatItIsForAndTheMessagesId() {
        claim(ANNA, BORIS);
        left(ANNA).answered(ok(4_711));
        left(BORIS).answered(error(403, "Forbidden: bot was blocked by the user"));
        assertThat(afterAKill(ANNA)).isEqualTo(sent(4_711));
        assertThat(afterAKill(BORIS)).isEqualTo(new Settlement.Answered(new SendOutcome.Refused(Reason.BLOCKED), 5));
    }

    private static Settlement sent(long messageId) {
        return new Settlement.Answered(new SendOutcome.Sent(messageId), 5);
    }

    @Test
    void anAnswerWithoutAnIdIsToldAllTheSame() {
        claim(ANNA, BORIS);
        left(ANNA).answered(ok());
        left(BORIS).answered(ok(Long.MAX_VALUE));
        assertThat(afterAKill(ANNA)).isEqualTo(new Settlement.Answered(new SendOutcome.Sent(), 5));
        assertThat(afterAKill(BORIS)).isEqualTo(sent(Long.MAX_VALUE));
    }

    /** The slot that an answer stood in is somebody else's next. */
    @Test
    void anIdIsNobodysButItsMessages() {
        claim(LongStream.rangeClosed(1, HandoverJournal.SLOTS).toArray());
        left(ANNA).answered(ok(4_711));
        notes.forget(List.of(ANNA));
        claim(1_000_000);
        assertThat(afterAKill(1_000_000)).isEqualTo(NEVER_LEFT);
        left(1_000_000).answered(ok());
        assertThat(afterAKill(1_000_000)).isEqualTo(new Settlement.Answered(new SendOutcome.Sent(), 5));
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsToldAsWhatItWas(Reason reason) {
        var noted = List.of(Noted.values()).stream()
                .filter(each -> each.settlement(5, OptionalLong.empty()).equals(answered(reason)))
                .toList();
        assertThat(noted).hasSize(1);
        assertThat(Noted.of(noted.get(0).code)).hasValue(noted.get(0));
    }

    private static Settlement answered(Reason reason) {
        return new Settlement.Answered(new SendOutcome.Refused(reason), 5);
    }

    @Test
    void whomTelegramDidNotTakeIsGivenBack() {
        claim(ANNA, BORIS);
        left(ANNA).answered(error(429, "Too Many Requests: retry after 3"));
        left(BORIS).answered(error(400, "Bad Request: can't parse entities"));
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
        assertThat(afterAKill(BORIS)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void anAnswerThatTellsNothingLeavesItUnknown() {
        claim(ANNA, BORIS);
        left(ANNA).answered(error(500, "Internal Server Error"));
        left(BORIS).answered(new Reply.NoAnswer(CallFailure.CONNECTION_BROKE));
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        assertThat(afterAKill(BORIS)).isEqualTo(UNKNOWN);
    }

    @Test
    void theNewestAttemptCounts() {
        claim(ANNA);
        var first = left(ANNA);
        first.answered(error(429, "Too Many Requests: retry after 3"));
        var second = handover(ANNA, 6);
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
        assertThat(second.leaves()).isTrue();
        first.answered(error(429, "Too Many Requests: retry after 3"));
        assertThat(afterAKill(ANNA)).as("an older attempt's answer").isEqualTo(UNKNOWN);
        assertThat(first.leaves()).as("an older attempt").isFalse();
    }

    @Test
    void whoIsForgottenIsUnknown() {
        claim(ANNA, BORIS);
        notes.forget(List.of(ANNA));
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        assertThat(afterAKill(BORIS)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void whoWasNotWonIsUnknown() {
        notes.claiming(List.of(ANNA, BORIS), CLAIMED);
        notes.claimed(List.of(BORIS));
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        assertThat(afterAKill(BORIS)).isEqualTo(NEVER_LEFT);
    }

    /** The database's answer to the first claim was lost; the second found somebody in its way: perhaps the first. */
    @Test
    void aClaimWhoseCommitIsNotKnownIsStillNamed() {
        notes.claiming(List.of(ANNA), CLAIMED);
        notes.claiming(List.of(ANNA), CLAIMED.plusSeconds(1));
        notes.claimed(List.of());
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void nobodyIsReleasedWhomTheNotesDoNotName() {
        claim(ANNA);
        assertThat(afterAKill(BORIS)).isEqualTo(UNKNOWN);
    }

    /** Another server with another data directory took the run over, claimed the same person, and died too. */
    @Test
    void aClaimOfAnotherServerUnderTheSameRunIsUnknown() {
        claim(ANNA);
        assertThat(settled(process("boot 1"), ANNA, RUN, CLAIMED.plusMillis(1))).isEqualTo(UNKNOWN);
    }

    @Test
    void anotherRunIsUnknown() throws IOException {
        claim(ANNA);
        assertThat(settled(process("boot 1"), ANNA, RUN + 1, CLAIMED)).isEqualTo(UNKNOWN);
        Files.move(file(), dataDir.resolve("journal/campaign-12-run-4.journal"));
        assertThat(settled(process("boot 1"), ANNA, RUN + 1, CLAIMED)).isEqualTo(UNKNOWN);
    }

    /** A machine that crashed has perhaps lost what it never wrote to its disk. */
    @Test
    void nothingIsConcludedAfterAnotherStartOfTheMachineNorWithoutItsId() {
        claim(ANNA);
        assertThat(settled(process("boot 2"), ANNA, RUN, CLAIMED)).isEqualTo(UNKNOWN);
        assertThat(settled(process(null), ANNA, RUN, CLAIMED)).isEqualTo(UNKNOWN);
        assertThat(process(null).open(CAMPAIGN, RUN)).isSameAs(HandoverNotes.NONE);
    }

    /** What waits inside its own HTTP client may still leave. */
    @Test
    void aProcessDoesNotBelieveItsOwnNotes() {
        claim(ANNA);
        assertThat(settled(journals, ANNA, RUN, CLAIMED)).isEqualTo(UNKNOWN);
    }

    @Test
    void aCopyOutOfABackupIsNotBelieved() throws IOException {
        claim(ANNA);
        var file = file();
        var copy = Files.copy(file, dataDir.resolve("backup"));
        left(ANNA);
        Files.delete(file);
        Files.copy(copy, file);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
    }

    @Test
    void anEntryThatIsTornIsUnknownWhicheverOfItsBitsIsWrong() throws IOException {
        claim(ANNA);
        assertThatEachBitCounts();
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
        left(ANNA).answered(ok(4_711));
        assertThatEachBitCounts();
        assertThat(afterAKill(ANNA)).isEqualTo(sent(4_711));
    }

    private void assertThatEachBitCounts() throws IOException {
        var file = file();
        var whole = Files.readAllBytes(file);
        for (int bit = 0; bit < JournalSlots.SLOT * 8; bit++) {
            var torn = whole.clone();
            torn[JournalSlots.HEADER + bit / 8] ^= (byte) (1 << bit % 8);
            overwrite(file, torn);
            assertThat(afterAKill(ANNA)).as("bit " + bit).isEqualTo(UNKNOWN);
        }
        overwrite(file, whole);
    }

    /** The answer is no other entry: as long as it is not complete, the message may have arrived. */
    @Test
    void anAnswerThatIsHalfWrittenIsUnknown() throws IOException {
        claim(ANNA);
        var answered = left(ANNA);
        var file = file();
        var before = Files.readAllBytes(file);
        answered.answered(ok(4_711));
        var after = Files.readAllBytes(file);
        int id = JournalSlots.HEADER + JournalSlots.SLOT - 8;
        for (var word :
                List.of(new byte[8], Arrays.copyOfRange(before, JournalSlots.HEADER, JournalSlots.HEADER + 8))) {
            var torn = after.clone();
            System.arraycopy(word, 0, torn, JournalSlots.HEADER, 8);
            overwrite(file, torn);
            assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        }
        var withoutId = after.clone();
        System.arraycopy(before, id, withoutId, id, 8);
        overwrite(file, withoutId);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        overwrite(file, after);
        assertThat(afterAKill(ANNA)).isEqualTo(sent(4_711));
    }

    /**
     * Reprise was killed, and is newer when it starts again. In doubt is then who was claimed, as without a journal,
     * and the file is as good as any other when they are settled.
     */
    @Test
    void aJournalOfAnEarlierReprisesIsNotBelieved() throws IOException {
        claim(ANNA);
        var file = file();
        overwrite(file, withoutIds(Files.readAllBytes(file)));
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        process("boot 1").settled(CAMPAIGN, RUN);
        assertThat(dataDir.resolve("journal")).isEmptyDirectory();
    }

    /** As it lay in its file before it held ids: with another name in the header, in slots of 32 bytes. */
    private static byte[] withoutIds(byte[] journal) {
        int slot = 32;
        var former = ByteBuffer.allocate(JournalSlots.HEADER + HandoverJournal.SLOTS * slot);
        former.put(journal, 0, 48).put(7, (byte) '1');
        var sum = new CRC32();
        sum.update(former.array(), 0, 48);
        former.putLong(48, sum.getValue());
        int code = 1;
        long mixed = ANNA;
        mixed = mix(mixed) ^ CLAIMED.toEpochMilli();
        mixed = mix(mixed);
        mixed = mix(mixed) ^ code;
        return former.putLong(JournalSlots.HEADER, mix(mixed) & ~0xffL | code)
                .putLong(JournalSlots.HEADER + 8, ANNA)
                .putLong(JournalSlots.HEADER + 16, CLAIMED.toEpochMilli())
                .array();
    }

    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** As a kill leaves them: each part of the slot's next entry is there, and the next is not. */
    @Test
    void anEntryThatIsHalfWrittenOverAnotherIsNobodys() throws IOException {
        claim(ANNA);
        var file = file();
        var before = Files.readAllBytes(file);
        notes.forget(List.of(ANNA));
        claim(BORIS);
        var after = Files.readAllBytes(file);
        for (int written = 8; written <= JournalSlots.SLOT; written += 8) {
            var torn = before.clone();
            System.arraycopy(new byte[8], 0, torn, JournalSlots.HEADER, 8);
            System.arraycopy(after, JournalSlots.HEADER + 8, torn, JournalSlots.HEADER + 8, written - 8);
            overwrite(file, torn);
            assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
            assertThat(afterAKill(BORIS)).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void whoIsNamedTwiceIsUnknown() throws IOException {
        claim(ANNA);
        var bytes = Files.readAllBytes(file());
        System.arraycopy(bytes, JournalSlots.HEADER, bytes, JournalSlots.HEADER + JournalSlots.SLOT, JournalSlots.SLOT);
        overwrite(file(), bytes);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
    }

    @Test
    void garbageOfAnyLengthIsNoJournal() throws IOException {
        claim(ANNA);
        var file = file();
        var whole = Files.readAllBytes(file);
        var random = new Random(4711);
        for (int length = 0; length < JournalSlots.HEADER + JournalSlots.SLOT; length++) {
            assertThat(read(file, Arrays.copyOf(whole, length)))
                    .as("cut at " + length)
                    .isEmpty();
            var garbage = new byte[length];
            assertThat(read(file, garbage)).as("zeros").isEmpty();
            random.nextBytes(garbage);
            assertThat(read(file, garbage)).as("garbage").isEmpty();
            System.arraycopy(whole, 0, garbage, 0, Math.min(length, JournalSlots.HEADER));
            assertThat(read(file, garbage)).as("garbage behind the header").isEmpty();
        }
        assertThat(read(file, whole)).containsOnlyKeys(ANNA);
        overwrite(file, new byte[1]);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
    }

    private static Map<Long, JournalSlots.Entry> read(Path file, byte[] bytes) throws IOException {
        overwrite(file, bytes);
        try {
            return JournalSlots.read(
                    file, new JournalSlots.Owner(UUID.nameUUIDFromBytes("boot 1".getBytes(UTF_8)), CAMPAIGN, RUN));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static void overwrite(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    @Test
    void whoFindsNoSlotIsUnknownAndIsSentToAllTheSame() {
        claim(LongStream.rangeClosed(1, HandoverJournal.SLOTS).toArray());
        claim(1_000_000);
        assertThat(afterAKill(HandoverJournal.SLOTS)).isEqualTo(NEVER_LEFT);
        assertThat(handover(1_000_000, 5).leaves()).isTrue();
        assertThat(afterAKill(1_000_000)).isEqualTo(UNKNOWN);
        notes.forget(List.of(1L));
        claim(1_000_001);
        assertThat(afterAKill(1_000_001)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void messagesOfNoCampaignDisturbNobody() {
        claim(ANNA);
        var test = journals.handover(new OutgoingMessage(ANNA, "A test", 0));
        assertThat(test.leaves()).isTrue();
        test.answered(ok());
        assertThat(test.reference()).isZero();
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
    }

    @Test
    void theFileIsItsOwnersAloneAndGoesWithTheRun() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
        notes.end();
        assertThat(dataDir.resolve("journal")).isEmptyDirectory();
        assertThat(handover(ANNA, 5).leaves()).isTrue();
    }

    @Test
    void whatIsSettledIsDeletedByTheNextProcessAndNotByItsOwn() {
        claim(ANNA);
        journals.settled(CAMPAIGN, RUN);
        assertThat(afterAKill(ANNA)).isEqualTo(NEVER_LEFT);
        process("boot 1").settled(CAMPAIGN, RUN);
        assertThat(dataDir.resolve("journal")).isEmptyDirectory();
    }

    @Test
    void theRunGoesOnWithoutAJournalWhereNoneCanBeMade() throws IOException {
        notes.end();
        Files.delete(dataDir.resolve("journal"));
        Files.createFile(dataDir.resolve("journal"));
        notes = journals.open(CAMPAIGN, RUN);
        claim(ANNA);
        assertThat(handover(ANNA, 5).leaves()).isTrue();
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        assertThat(notes.areLost()).isTrue();
        Files.delete(dataDir.resolve("journal"));
        notes = journals.open(CAMPAIGN, RUN);
        assertThat(notes.areLost()).isFalse();
        claim(BORIS);
        assertThat(afterAKill(BORIS)).isEqualTo(NEVER_LEFT);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
    }

    /** One that was halted and stands still wakes when the next run is at work. */
    @Test
    void anOlderRunThatOpensItsNotesAgainLeavesTheNewerOnesInPlace() {
        var newer = journals.open(CAMPAIGN, RUN + 1);
        var those = List.of(ANNA);
        newer.claiming(those, CLAIMED);
        newer.claimed(those);
        notes.end();
        notes = journals.open(CAMPAIGN, RUN);
        assertThat(notes).isSameAs(HandoverNotes.NONE);
        left(ANNA);
        assertThat(settled(process("boot 1"), ANNA, RUN + 1, CLAIMED)).isEqualTo(UNKNOWN);
    }

    /** What is still on its way tells the journal that it was noted in, whose path is another's by now. */
    @Test
    void aJournalThatTookTheOtherOnesPlaceStays() throws IOException {
        claim(ANNA, BORIS);
        var anna = handover(ANNA, 5);
        var boris = handover(BORIS, 5);
        var first = notes;
        cutShort(file());
        assertThat(anna.leaves()).isTrue();
        assertThat(first.areLost()).isTrue();
        notes = journals.open(CAMPAIGN, RUN);
        claim(9);
        assertThat(boris.leaves()).isTrue();
        boris.answered(ok());
        first.end();
        assertThat(first.areLost()).isFalse();
        assertThat(afterAKill(9)).isEqualTo(NEVER_LEFT);
        assertThat(afterAKill(ANNA)).isEqualTo(UNKNOWN);
        assertThat(afterAKill(BORIS)).isEqualTo(UNKNOWN);
    }

    /** The disk lost the file's pages, or somebody cut it short. */
    @Test
    void aJournalThatTakesNoNotesIsGoneBeforeAnythingLeaves() throws IOException {
        claim(ANNA, BORIS);
        var file = file();
        cutShort(file);
        assertThat(handover(ANNA, 5).leaves()).isTrue();
        assertThat(file).doesNotExist();
        assertThat(handover(BORIS, 5).leaves()).isTrue();
        assertThatCode(() -> {
                    notes.forget(List.of(ANNA));
                    claim(9);
                    notes.end();
                })
                .doesNotThrowAnyException();
    }

    /** It would be believed by the next process. */
    @Test
    void nothingLeavesWhileAJournalThatTakesNoNotesCannotBeDeleted() throws IOException {
        claim(ANNA);
        var file = file();
        cutShort(file);
        Files.delete(file);
        Files.createDirectories(file.resolve("a directory in its place"));
        assertThat(handover(ANNA, 5).leaves()).isFalse();
        Files.delete(file.resolve("a directory in its place"));
        assertThat(handover(ANNA, 5).leaves()).isTrue();
    }

    private static void cutShort(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }
}
