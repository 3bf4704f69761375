package org.reprise.audience.rule;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.reprise.storage.Ago;

/**
 * One thing that is asked about a contact. All that there are stand here; each gives its SQL, and nothing else of it.
 */
public sealed interface Leaf extends Rule {

    /** That the value is there. */
    record Known(Subject subject) implements Leaf {
        @Override
        public void addTo(Condition condition) {
            condition.value(subject).add(" is not null");
        }
    }

    /** How a text is compared: letter by letter; usernames and languages without regard to A to Z's case. */
    enum TextOperator {
        IS,
        BEGINS,
        CONTAINS
    }

    /** @param text at least one character */
    record TextMatches(Subject subject, TextOperator operator, String text) implements Leaf {
        @Override
        public void addTo(Condition condition) {
            boolean folds = subject instanceof Field field && field.folds();
            condition.add("coalesce(");
            switch (operator) {
                case IS -> folded(condition, folds).add(" = ").bind(folded(folds));
                case BEGINS -> {
                    condition.add("substr(");
                    folded(condition, folds)
                            .add(", 1, length(")
                            .bind(folded(folds))
                            .add(")) = ")
                            .bind(folded(folds));
                }
                case CONTAINS -> {
                    condition.add("replace(");
                    folded(condition, folds).add(", ").bind(folded(folds)).add(", '') <> ");
                    folded(condition, folds);
                }
            }
            condition.add(", false)");
        }

        private Condition folded(Condition condition, boolean folds) {
            return folds ? condition.add("lower(").value(subject).add(" <collate_c>)") : condition.value(subject);
        }

        /** As lower() of both databases does it: other letters than A to Z stay. */
        private String folded(boolean folds) {
            return folds ? Field.lower(text) : text;
        }
    }

    enum NumberOperator {
        IS("="),
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<");

        private final String sql;

        NumberOperator(String sql) {
            this.sql = sql;
        }
    }

    record NumberCompares(OfAttribute subject, NumberOperator operator, BigDecimal number) implements Leaf {
        public NumberCompares {
            number = PlainNumber.plain(number);
        }

        @Override
        public void addTo(Condition condition) {
            // the type is asked first, in a case, for the order of other conditions is the database's
            condition
                    .add("case when <json_typeof>(")
                    .json(subject)
                    .add(") in ('number', 'integer', 'real') then cast(")
                    .value(subject)
                    .add(" as double precision) " + operator.sql + " ")
                    .bind(number.doubleValue())
                    .add(" else false end");
        }
    }

    record FlagIs(OfAttribute subject, boolean flag) implements Leaf {
        @Override
        public void addTo(Condition condition) {
            // SQLite gives 1 and 0, PostgreSQL true and false
            condition
                    .add("coalesce(cast(")
                    .value(subject)
                    .add(
                            flag
                                    ? " as varchar(5)) in ('true', '1'), false)"
                                    : " as varchar(5)) in ('false', '0'), false)");
        }
    }

    /** Strictly after or before that day. */
    record DateCompares(OfAttribute subject, Side side, LocalDate day) implements Leaf {
        @Override
        public void addTo(Condition condition) {
            // days are stored as 2026-01-31, which sorts as text
            condition.compared(subject, side.sql(), day.toString());
        }
    }

    /** Strictly after or before that time. */
    record TimeCompares(Field subject, Side side, Instant time) implements Leaf {
        /** Times are stored in milliseconds. */
        public TimeCompares {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public void addTo(Condition condition) {
            condition.compared(subject, side.sql(), time);
        }
    }

    /** Within the last days, of 24 hours each, as of when it is asked. */
    record TimeWithin(Field subject, int days) implements Leaf {
        @Override
        public void addTo(Condition condition) {
            condition.compared(subject, Side.AFTER.sql(), new Ago(Duration.ofDays(days)));
        }
    }

    /** That they have at least one of the tags. */
    record Tagged(List<String> tags) implements Leaf {
        public Tagged {
            tags = List.copyOf(tags);
        }

        @Override
        public void addTo(Condition condition) {
            condition.isIn("contact_tag i join tag n on n.id = i.tag_id", tags);
        }
    }

    /** That they are in at least one of the categories. */
    record InCategory(List<String> categories) implements Leaf {
        public InCategory {
            categories = List.copyOf(categories);
        }

        @Override
        public void addTo(Condition condition) {
            condition.isIn("contact_category i join category n on n.id = i.category_id", categories);
        }
    }

    /** What became of a campaign's message to somebody. */
    enum Outcome {
        /** Delivered, or recorded as reached by other means. */
        GOT("and d.state = 'SENT'"),
        FAILED("and d.state = 'FAILED'"),
        UNCERTAIN("and d.state = 'UNCERTAIN'"),
        /** Any of these, or on its way. */
        TRIED("");

        private final String sql;

        Outcome(String sql) {
            this.sql = sql;
        }
    }

    /**
     * @param campaign id of one of the account's campaigns
     * @param revision of the message, from 1; null: any
     * @param reason of {@code FAILED} alone; null: any
     */
    record OfCampaign(long campaign, Outcome outcome, Integer revision, Failure reason) implements Leaf {
        /** Whatever the reason. */
        public OfCampaign(long campaign, Outcome outcome, Integer revision) {
            this(campaign, outcome, revision, null);
        }

        /** @throws IllegalArgumentException when a reason is asked for where nothing failed */
        public OfCampaign {
            if (reason != null && outcome != Outcome.FAILED) {
                throw new IllegalArgumentException("No reason of " + outcome);
            }
        }

        @Override
        public void addTo(Condition condition) {
            condition
                    .isThere("from delivery d where d.campaign_id = ")
                    .bind(campaign)
                    .add(" and d.user_id = c.user_id " + outcome.sql);
            if (revision != null) {
                condition.add(" and d.revision = ").bind(revision);
            }
            if (reason != null) {
                condition.add(" and d.reason = ").bind(reason.stored());
            }
            condition.end();
        }
    }

    /**
     * That a campaign of the account reached them, is about to, or may have, within the last days, as of when it is
     * asked.
     */
    record Messaged(int days) implements Leaf {
        @Override
        public void addTo(Condition condition) {
            var since = new Ago(Duration.ofDays(days));
            // of the campaigns that may have sent anything since then, each is a look-up by its key
            condition
                    .isThere("from campaign k cross join delivery d where k.account_id = :account"
                            + " and k.started_at is not null and (k.completed_at is null or k.completed_at > ")
                    .bind(since)
                    .add(") and d.campaign_id = k.id and d.user_id = c.user_id"
                            + " and d.state <> 'FAILED' and d.at > ")
                    .bind(since)
                    .end();
        }
    }

    /**
     * A share of all people that a salt draws: the same people each time, and other people for another salt. Shares of
     * one salt that do not overlap have nobody in common.
     *
     * @param from where the share begins, in hundredths of a percent, 0 to 9,999
     * @param size in hundredths of a percent, at least 1; from + size is at most 10,000
     */
    record Share(int from, int size, String salt) implements Leaf {
        /** A prime below 2^31: no product here leaves 64 bits, so both databases and Java reckon alike. */
        public static final long PRIME = 2147483647L;

        public static final int ALL = 10_000;

        /** Of a user: 0 to 9,999. */
        public static long place(long user, String salt) {
            var drawn = Drawn.of(salt);
            long linear = (user % PRIME * drawn.factor + drawn.term) % PRIME;
            long squared = (linear * linear + drawn.factor) % PRIME;
            return (squared * squared + drawn.term) % PRIME % ALL;
        }

        private record Drawn(long factor, long term) {
            static Drawn of(String salt) {
                var bytes = ByteBuffer.allocate(Long.BYTES * 2);
                var id = UUID.nameUUIDFromBytes(salt.getBytes(StandardCharsets.UTF_8));
                bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
                return new Drawn(
                        1 + Long.remainderUnsigned(bytes.getLong(0), PRIME - 1),
                        Long.remainderUnsigned(bytes.getLong(Long.BYTES), PRIME));
            }
        }

        @Override
        public void addTo(Condition condition) {
            var drawn = Drawn.of(salt);
            var linear = "((c.user_id %% %d * %d + %d) %% %d)".formatted(PRIME, drawn.factor, drawn.term, PRIME);
            var squared = "((%s * %s + %d) %% %d)".formatted(linear, linear, drawn.factor, PRIME);
            var place = "((%s * %s + %d) %% %d %% %d)".formatted(squared, squared, drawn.term, PRIME, ALL);
            condition
                    .add("(" + place + " between ")
                    .bind(from)
                    .add(" and ")
                    .bind(from + size - 1)
                    .add(")");
        }
    }

    /**
     * The rule of a segment as it was when it was chosen: a segment that changes later changes no campaign.
     *
     * @param id of the segment; null while nobody has looked it up
     * @param version of the segment, from 1
     * @param rule holds no other segment; null while nobody has looked it up
     */
    record InSegment(Long id, String name, int version, Rule rule) implements Leaf {
        /** By its name alone, to be looked up. */
        public static InSegment named(String name) {
            return new InSegment(null, name, 0, null);
        }

        @Override
        public List<Rule> parts() {
            return rule == null ? List.of() : List.of(rule);
        }

        @Override
        public void addTo(Condition condition) {
            condition.joined(List.of(rule), " and ", "");
        }
    }

    @Override
    default List<Rule> parts() {
        return List.of();
    }

    /** Whether it is about that field or attribute. */
    default boolean asksFor(Subject asked) {
        return asked.equals(subject());
    }

    /** What it is about; null: no single value of a contact. */
    default Subject subject() {
        return null;
    }
}
