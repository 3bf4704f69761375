package org.reprise.restore;

/**
 * What an operator says who starts a campaign that may have reached people already: with how many they reckon.
 *
 * @param given false: they say nothing of it
 * @param people null: an unknown number
 */
public record Confirmation(boolean given, Long people) {
    public static final Confirmation NONE = new Confirmation(false, null);
    public static final Confirmation UNKNOWN_NUMBER = new Confirmation(true, null);

    public static Confirmation of(long people) {
        return new Confirmation(true, people);
    }

    /** To whatever is asked. */
    public static Confirmation of(Doubt doubt) {
        return new Confirmation(true, doubt.people());
    }

    public boolean confirms(Doubt doubt) {
        return given && java.util.Objects.equals(people, doubt.people());
    }
}
