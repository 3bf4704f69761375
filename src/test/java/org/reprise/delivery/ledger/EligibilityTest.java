package org.reprise.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.FrequencyCap;
import org.reprise.audience.Contact;
import org.reprise.audience.LeftOut;
import org.reprise.audience.OptOut;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.TimeCriterion.OutsideBound;
import org.reprise.audience.rule.Side;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Eligibility.Kind;
import org.reprise.delivery.ledger.EligibilityFacts.Person;
import org.reprise.delivery.ledger.EligibilityFacts.Sender;
import org.reprise.delivery.ledger.Failure.Obstacle;
import org.reprise.telegram.Session;

class EligibilityTest {
    private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
    private static final Session BOT = new Session(1, 1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);
    private static final Eligibility.Capped CAPPED = new Eligibility.Capped(new FrequencyCap(2, 7), NOON);
    private static final Bound AFTER_NOON = new Bound(NOON, Side.AFTER);
    private static final Bound BEFORE_NOON = new Bound(NOON, Side.BEFORE);

    /** What a test does not say is as of a contact who waits for a run. */
    private Targeting targeting = Targeting.EVERYBODY;

    private Long cap;
    private long attempted = 7;
    private boolean running = true;
    private Optional<Contact> contact = Optional.of(contact(NOON, NOON));
    private Optional<LedgerEntry> entry = Optional.empty();
    private Optional<OptOut> optOut = Optional.empty();
    private Optional<Eligibility.Capped> capped = Optional.empty();
    private boolean released;

    private static Contact contact(Instant first, Instant last) {
        return new Contact(
                5,
                new Contact.Profile("anna", "Anna", null, null, null),
                new Contact.Evidence(first, last, null, null));
    }

    private static LedgerEntry entry(State state, String reason) {
        return new LedgerEntry(state, DeliveryReason.of(reason), null, 2, NOON, OptionalLong.empty());
    }

    private Eligibility decided() {
        return EligibilityRules.decide(new EligibilityFacts(
                new Sender(BOT, targeting, cap, attempted, running),
                new Person(5, contact, Optional.empty(), entry, optOut, capped, released)));
    }

    private void everythingElseStandsAgainstThem() {
        optOut = Optional.of(new OptOut(LeftOut.Cause.ASKED, NOON));
        targeting = Targeting.EVERYBODY.with(TimeCriterion.CHAT_START, AFTER_NOON);
        cap = 7L;
        running = false;
        capped = Optional.of(CAPPED);
        released = true;
    }

    @Test
    void whoeverNothingStandsAgainstWaitsForTheRun() {
        assertThat(decided()).isEqualTo(new Eligibility.Eligible());
        cap = 8L;
        assertThat(decided()).isEqualTo(new Eligibility.Eligible());
    }

    @Test
    void nobodyIsWrittenToWhileTheCampaignDoesNotRun() {
        running = false;
        assertThat(decided()).isEqualTo(new Eligibility.CampaignNotRunning());
    }

    @Test
    void aStrangerIsNoContactWhateverElseHolds() {
        everythingElseStandsAgainstThem();
        contact = Optional.empty();
        assertThat(decided()).isEqualTo(new Eligibility.NotAContact());
    }

    @Test
    void whoWroteAtAnotherTimeIsNotTargetedAndTheCriterionIsNamed() {
        targeting = Targeting.EVERYBODY.with(TimeCriterion.CHAT_START, BEFORE_NOON);
        assertThat(decided())
                .isEqualTo(new Eligibility.NotTargeted(new OutsideBound(TimeCriterion.CHAT_START, BEFORE_NOON, NOON)));
        targeting = Targeting.EVERYBODY.with(TimeCriterion.NEWEST_CHAT, AFTER_NOON);
        assertThat(decided())
                .isEqualTo(new Eligibility.NotTargeted(new OutsideBound(TimeCriterion.NEWEST_CHAT, AFTER_NOON, NOON)));
        contact = Optional.of(contact(NOON, null));
        assertThat(decided())
                .isEqualTo(new Eligibility.NotTargeted(new OutsideBound(TimeCriterion.NEWEST_CHAT, AFTER_NOON, null)));
        contact = Optional.of(contact(NOON, NOON.plusMillis(1)));
        assertThat(decided()).isEqualTo(new Eligibility.Eligible());
    }

    @ParameterizedTest
    @CsvSource({"ASKED, OPTED_OUT", "BLOCKED, BLOCKED", "DEACTIVATED, DEACTIVATED"})
    void whoIsLeftOutIsToldSinceWhen(LeftOut.Cause cause, Kind kind) {
        everythingElseStandsAgainstThem();
        targeting = Targeting.EVERYBODY;
        optOut = Optional.of(new OptOut(cause, NOON));
        assertThat(decided()).isEqualTo(new Eligibility.LeftOut(optOut.get()));
        assertThat(decided().kind()).isEqualTo(kind);
    }

    @Test
    void theCapStandsBeforeTheLimit() {
        capped = Optional.of(CAPPED);
        cap = 7L;
        running = false;
        released = true;
        assertThat(decided()).isEqualTo(CAPPED);
        assertThat(decided().isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"7", "6"})
    void theLimitStandsAgainstEverybodyElseAlsoWhenItWasLowered(long limit) {
        cap = limit;
        running = false;
        released = true;
        assertThat(decided()).isEqualTo(new Eligibility.OverLimit(limit));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whoWasReleasedWaitsForTheNextRun(boolean runs) {
        running = runs;
        released = true;
        assertThat(decided()).isEqualTo(new Eligibility.Released());
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"CLAIMED", "SENT", "UNCERTAIN"})
    void whatHappenedComesBeforeWhatWouldBe(State state) {
        everythingElseStandsAgainstThem();
        entry = Optional.of(entry(state, null));
        assertThat(decided())
                .isEqualTo(
                        switch (state) {
                            case CLAIMED -> new Eligibility.Claimed(entry.get());
                            case SENT -> new Eligibility.Reached(entry.get());
                            default -> new Eligibility.Uncertain(entry.get());
                        });
        contact = Optional.empty();
        assertThat(decided().kind()).as("once a contact").isNotEqualTo(Kind.NOT_A_CONTACT);
    }

    @ParameterizedTest
    @CsvSource({"NEVER_WROTE, SILENT", "UNRECOGNISED,", "flood wait,"})
    void whoFailedIsToldWithWhetherAnotherTryMakesSense(String reason, Obstacle obstacle) {
        entry = Optional.of(entry(State.FAILED, reason));
        assertThat(decided()).isEqualTo(new Eligibility.Failed(entry.get(), Optional.ofNullable(obstacle)));
    }

    @Test
    void noOtherTryIsMadeForWhomTheTargetingDoesNotSelect() {
        entry = Optional.of(entry(State.FAILED, "flood wait"));
        var notSelected = new Eligibility.Failed(entry.get(), Optional.of(Obstacle.NOT_SELECTED));
        targeting = Targeting.EVERYBODY.with(TimeCriterion.NEWEST_CHAT, BEFORE_NOON);
        assertThat(decided()).isEqualTo(notSelected);
        targeting = Targeting.EVERYBODY;
        contact = Optional.empty();
        assertThat(decided()).isEqualTo(notSelected);
    }

    @Test
    void noOtherTryIsMadeForWhoOptedOutSince() {
        entry = Optional.of(entry(State.FAILED, "flood wait"));
        optOut = Optional.of(new OptOut(LeftOut.Cause.ASKED, NOON));
        assertThat(decided()).isEqualTo(new Eligibility.Failed(entry.get(), Optional.of(Obstacle.OPTED_OUT)));
    }

    @Test
    void wordsForProgramsAreInLowerCase() {
        assertThat(Stream.of(Kind.values()).map(Kind::toString).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "eligible",
                        "released",
                        "campaign_not_running",
                        "over_limit",
                        "not_a_contact",
                        "not_targeted",
                        "opted_out",
                        "blocked",
                        "deactivated",
                        "capped",
                        "claimed",
                        "reached",
                        "failed",
                        "uncertain"));
    }
}
