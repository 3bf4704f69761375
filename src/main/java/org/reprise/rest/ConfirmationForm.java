package org.reprise.rest;

import org.reprise.restore.Confirmation;

/** Reads what an operator confirms who starts a campaign: {@code {"confirm_maybe_reached": 2217}}, or "unknown". */
final class ConfirmationForm {
    static final String MEMBER = "confirm_maybe_reached";

    private ConfirmationForm() {}

    /** None when the member is absent. */
    static Confirmation of(Members members) {
        if (members.isUnknown(MEMBER)) {
            return Confirmation.UNKNOWN_NUMBER;
        }
        return members.optionalInteger(MEMBER).map(ConfirmationForm::of).orElse(Confirmation.NONE);
    }

    private static Confirmation of(long people) {
        if (people < 1) {
            throw RequestRefused.invalid(
                    MEMBER, MEMBER + " is " + people + "; it must be the number that was told, or \"unknown\".");
        }
        return Confirmation.of(people);
    }

    /** As it has to be confirmed: a number, or the word. */
    static Object told(Long people) {
        return people == null ? Members.UNKNOWN : people;
    }
}
