package org.reprise.delivery.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.reprise.access.FrequencyCap;
import org.reprise.audience.Criterion.Unmet;
import org.reprise.audience.OptOut;

/**
 * Why a campaign writes to somebody, or does not. EligibilityRules decide; one more reason is one more record here and
 * one more rule there.
 */
public sealed interface Eligibility {

    /** The reasons, as programs tell them apart. */
    enum Kind {
        ELIGIBLE,
        RELEASED,
        CAMPAIGN_NOT_RUNNING,
        OVER_LIMIT,
        NOT_A_CONTACT,
        NOT_TARGETED,
        OPTED_OUT,
        BLOCKED,
        DEACTIVATED,
        CAPPED,
        CLAIMED,
        REACHED,
        FAILED,
        UNCERTAIN;

        /** In lower case, as the API has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Kind kind();

    /** Whether the campaign may still write to them, without a change of the person: they wait for a run. */
    default boolean isOpen() {
        return switch (kind()) {
            case ELIGIBLE, RELEASED, CAMPAIGN_NOT_RUNNING, OVER_LIMIT, CAPPED -> true;
            default -> false;
        };
    }

    /** The run has not come to them yet. */
    record Eligible() implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.ELIGIBLE;
        }
    }

    /** An operator released them to be sent to again: the next run begins with them. */
    record Released() implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.RELEASED;
        }
    }

    /** Nothing stands against them, but nobody is written to now. */
    record CampaignNotRunning() implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.CAMPAIGN_NOT_RUNNING;
        }
    }

    /** @param limit at least 1: the campaign has attempted as many, or more */
    record OverLimit(long limit) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.OVER_LIMIT;
        }
    }

    /** They are no contact of the campaign's session. */
    record NotAContact() implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.NOT_A_CONTACT;
        }
    }

    record NotTargeted(Unmet unmet) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.NOT_TARGETED;
        }
    }

    /** No campaign of the account is sent to them. */
    record LeftOut(OptOut optOut) implements Eligibility {
        @Override
        public Kind kind() {
            return switch (optOut.cause()) {
                case ASKED -> Kind.OPTED_OUT;
                case BLOCKED -> Kind.BLOCKED;
                case DEACTIVATED -> Kind.DEACTIVATED;
            };
        }
    }

    /**
     * They had as many messages of the account's campaigns as its cap allows.
     *
     * @param until they may get the next one then
     */
    record Capped(FrequencyCap cap, Instant until) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.CAPPED;
        }
    }

    /** A run took them up and has not recorded an outcome yet. */
    record Claimed(LedgerEntry entry) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.CLAIMED;
        }
    }

    /** By the campaign, or by other means. */
    record Reached(LedgerEntry entry) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.REACHED;
        }
    }

    /** @param obstacle why another try makes no sense now; empty: they can be tried again */
    record Failed(LedgerEntry entry, Optional<Failure.Obstacle> obstacle) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The message was handed over and no reply was seen: only an operator may release them. */
    record Uncertain(LedgerEntry entry) implements Eligibility {
        @Override
        public Kind kind() {
            return Kind.UNCERTAIN;
        }
    }
}
