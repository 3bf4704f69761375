package org.reprise.message.template;

import org.reprise.LocalizedMessage;

/** A text has a placeholder that nobody can fill: what is wrong, and where. */
public final class TemplateFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_MARK_LENGTH = 40;

    public enum Kind {
        /** Nothing ends it. */
        NO_END("placeholder.no-end"),
        /** Nothing stands in it. */
        EMPTY("placeholder.empty"),
        /** A text in quotation marks does not end. */
        NO_QUOTE("placeholder.no-quote"),
        /** Something stands where nothing of the kind may. */
        UNEXPECTED("placeholder.unexpected"),
        UNKNOWN_TAG("placeholder.unknown-tag"),
        UNKNOWN_FILTER("placeholder.unknown-filter"),
        /** A filter has too few values behind its colon, too many, or others than it takes. */
        ARGUMENTS("placeholder.arguments"),
        /** Neither the contact nor the account has such a field. */
        UNKNOWN_FIELD("placeholder.unknown-field"),
        /** An end, or an else, of nothing. */
        NOT_OPEN("placeholder.not-open"),
        /** A condition without an end. */
        NOT_CLOSED("placeholder.not-closed"),
        TOO_DEEP("placeholder.too-deep"),
        TOO_MANY("placeholder.too-many"),
        /** Values can stand there, conditions cannot. */
        VALUES_ONLY("placeholder.values-only"),
        /** No placeholder can stand there. */
        NOT_HERE("placeholder.not-here"),
        /** An emoji of its own or a time, which a text with placeholders cannot have. */
        CUSTOM_MARK("placeholder.custom-mark"),
        /** A character that Reprise keeps for itself. */
        CHARACTER("placeholder.character");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    private final Kind kind;
    private final Place place;
    private final transient LocalizedMessage said;

    /**
     * @param mark what is meant, as it is written
     * @param hint what would be right; may be empty
     */
    public TemplateFault(Kind kind, Place place, String mark, String hint) {
        this(kind, place, LocalizedMessage.of(kind.key, place.line(), place.column(), shortened(mark), hint));
    }

    private TemplateFault(Kind kind, Place place, LocalizedMessage said) {
        super(said.toString());
        this.kind = kind;
        this.place = place;
        this.said = said;
    }

    private static String shortened(String mark) {
        return mark.codePointCount(0, mark.length()) <= MAX_MARK_LENGTH
                ? mark
                : mark.substring(0, mark.offsetByCodePoints(0, MAX_MARK_LENGTH)) + "…";
    }

    public Kind kind() {
        return kind;
    }

    public Place place() {
        return place;
    }

    /** In words, with the place. */
    public LocalizedMessage said() {
        return said;
    }
}
