package org.reprise.ui;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.reprise.audience.AttributeType;
import org.reprise.audience.rule.Failure;
import org.reprise.audience.rule.Field;
import org.reprise.audience.rule.RuleLine;

/** One more condition as it is chosen: what about, how compared, and with what. It becomes a piece of a rule's line. */
public class ConditionForm implements Serializable {
    private static final long serialVersionUID = 1;

    private RuleForm.Side side = RuleForm.Side.INCLUDE;
    private String subject = "tag";
    private Operator operator;
    private String value = "";
    private Failure reason;
    private boolean entersOtherwise;

    /** How a value is entered. */
    public enum Entry {
        NONE,
        /** Of those that there are. */
        CHOICE,
        TEXT,
        NUMBER,
        DAY,
        TIME
    }

    /** How a value is compared; with the words of a rule's line. */
    public enum Operator {
        IS("is", Entry.TEXT),
        BEGINS("begins with", Entry.TEXT),
        CONTAINS("contains", Entry.TEXT),
        EQUALS("is", Entry.NUMBER),
        AT_LEAST("at least", Entry.NUMBER),
        AT_MOST("at most", Entry.NUMBER),
        ABOVE("above", Entry.NUMBER),
        BELOW("below", Entry.NUMBER),
        DAY_AFTER("after", Entry.DAY),
        DAY_BEFORE("before", Entry.DAY),
        AFTER("after", Entry.TIME),
        BEFORE("before", Entry.TIME),
        WITHIN("within", Entry.NUMBER),
        YES("is yes", Entry.NONE),
        NO("is no", Entry.NONE),
        KNOWN("is known", Entry.NONE),
        UNKNOWN("is unknown", Entry.NONE);

        private final String words;
        private final Entry entry;

        Operator(String words, Entry entry) {
            this.words = words;
            this.entry = entry;
        }
    }

    private static final List<Operator> OF_TEXTS =
            List.of(Operator.IS, Operator.BEGINS, Operator.CONTAINS, Operator.KNOWN, Operator.UNKNOWN);
    private static final List<Operator> OF_NUMBERS = List.of(
            Operator.EQUALS,
            Operator.AT_LEAST,
            Operator.AT_MOST,
            Operator.ABOVE,
            Operator.BELOW,
            Operator.KNOWN,
            Operator.UNKNOWN);
    private static final List<Operator> OF_DAYS =
            List.of(Operator.DAY_AFTER, Operator.DAY_BEFORE, Operator.KNOWN, Operator.UNKNOWN);
    private static final List<Operator> OF_FLAGS = List.of(Operator.YES, Operator.NO, Operator.KNOWN, Operator.UNKNOWN);
    private static final List<Operator> OF_TIMES =
            List.of(Operator.WITHIN, Operator.AFTER, Operator.BEFORE, Operator.KNOWN, Operator.UNKNOWN);

    /** As {@link RuleChoices} gives it: a word, or one with a name after its colon. */
    private String kind() {
        return subject.contains(":") ? subject.substring(0, subject.indexOf(':')) : subject;
    }

    private String name() {
        return subject.substring(subject.indexOf(':') + 1);
    }

    /** An attribute's kind has its type in it. */
    public List<Operator> getOperators() {
        return switch (kind()) {
            case "field" -> Field.of(name()).filter(Field::isTime).isPresent() ? OF_TIMES : OF_TEXTS;
            case "TEXT" -> OF_TEXTS;
            case "NUMBER" -> OF_NUMBERS;
            case "DATE" -> OF_DAYS;
            case "FLAG" -> OF_FLAGS;
            default -> List.of();
        };
    }

    public Entry getEntry() {
        return switch (kind()) {
            case "tag", "category", "segment", "got", "failed", "uncertain", "tried" -> Entry.CHOICE;
            case "messaged", "percent" -> Entry.NUMBER;
            default -> chosen().entry;
        };
    }

    /** Whether the number is one of days. */
    public boolean isDays() {
        return kind().equals("messaged") || getOperator() == Operator.WITHIN;
    }

    private Operator chosen() {
        var operators = getOperators();
        return operator != null && operators.contains(operator) ? operator : operators.get(0);
    }

    /** What is wrong with the value, in words. */
    Optional<String> wrong(Words words) {
        var entry = getEntry();
        if (entry == Entry.NONE) {
            return Optional.empty();
        } else if (value.isEmpty()) {
            return Optional.of(words.of("rule.value.missing"));
        } else if (isDays() && !value.matches("[1-9]\\d{0,4}")) {
            return Optional.of(words.of("rule.value.wrong.days"));
        }
        return entry == Entry.NUMBER && !number().matches("-?\\d{1,15}(\\.\\d{1,6})?")
                ? Optional.of(words.of("rule.value.wrong.number"))
                : Optional.empty();
    }

    /** Whether somebody began to enter one. */
    boolean isBegun() {
        return getEntry() != Entry.NONE && !value.isEmpty();
    }

    /** As a line has it: people write a decimal comma, and the sign of percents. */
    private String number() {
        return value.replace(',', '.').replaceAll("\\s*%$", "");
    }

    /** The condition as a piece of a line. */
    String line() {
        return switch (kind()) {
            case "tag", "category", "segment" -> kind() + " " + RuleLine.quoted(value);
            case "got", "failed", "uncertain", "tried" -> kind() + " campaign " + value + because();
            case "messaged" -> "messaged within " + value + " days";
            case "percent" -> number() + " percent";
            case "field" -> name() + " " + compared();
            default -> "attribute " + RuleLine.quoted(name()) + " " + compared();
        };
    }

    private String because() {
        return isOfFailed() && reason != null ? " because " + reason.word() : "";
    }

    private String compared() {
        var how = chosen();
        if (how == Operator.WITHIN) {
            return how.words + " " + value + " days";
        }
        return switch (how.entry) {
            case NONE -> how.words;
            case TEXT -> how.words + " " + RuleLine.quoted(value);
            case NUMBER -> how.words + " " + number();
            default -> how.words + " " + value;
        };
    }

    void clear() {
        value = "";
        reason = null;
    }

    static String ofAttribute(AttributeType type, String name) {
        return type.name() + ":" + name;
    }

    public RuleForm.Side getSide() {
        return side;
    }

    public void setSide(RuleForm.Side side) {
        this.side = side;
    }

    public RuleForm.Side[] getSides() {
        return RuleForm.Side.values();
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public Operator getOperator() {
        return getOperators().isEmpty() ? null : chosen();
    }

    public void setOperator(Operator operator) {
        var before = getEntry();
        this.operator = operator;
        entersOtherwise = before != getEntry();
    }

    /** Whether the operator that was chosen last wants its value entered in another field. */
    boolean entersOtherwise() {
        return entersOtherwise;
    }

    /** Whether a reason can be chosen. */
    public boolean isOfFailed() {
        return kind().equals("failed");
    }

    public Failure[] getReasons() {
        return Failure.values();
    }

    /** Null: any. */
    public Failure getReason() {
        return reason;
    }

    public void setReason(Failure reason) {
        this.reason = reason;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value == null ? "" : value.strip();
    }
}
