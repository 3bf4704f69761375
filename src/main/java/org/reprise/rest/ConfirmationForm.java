package org.reprise.rest;

import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.reprise.restore.Confirmation;

/** Reads what an operator confirms who starts a campaign: {@code {"confirm_maybe_reached": 2217}}, or "unknown". */
final class ConfirmationForm {
    static final String MEMBER = "confirm_maybe_reached";
    private static final String UNKNOWN = "unknown";

    private ConfirmationForm() {}

    /** Of a body that may be empty, and holds nothing else. */
    static Confirmation read(InputStream body) throws IOException {
        var bytes = body.readNBytes(MembersReader.LONGEST + 1);
        if (new String(bytes, 0, Math.min(bytes.length, 64), java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
            return Confirmation.NONE;
        }
        if (bytes.length > MembersReader.LONGEST) {
            throw new RequestRefused(RequestRefused.Code.TOO_LARGE, "The body is longer than 1 MiB.");
        }
        var members = Members.parse(bytes);
        requireNoOther(members.json().keySet());
        return of(members);
    }

    private static void requireNoOther(Set<String> names) {
        names.stream().filter(name -> !name.equals(MEMBER)).findFirst().ifPresent(name -> {
            throw RequestRefused.malformed(CampaignForm.name("a member", name)
                    + " is not known here; this request takes " + MEMBER + " alone.");
        });
    }

    /** Among other members; none when the member is absent. */
    static Confirmation of(Members members) {
        if (!members.has(MEMBER)) {
            return Confirmation.NONE;
        }
        if (members.json().get(MEMBER) instanceof JsonString text
                && text.getString().equals(UNKNOWN)) {
            return Confirmation.UNKNOWN_NUMBER;
        }
        long people = members.integerOrDigits(MEMBER);
        if (people < 1) {
            throw RequestRefused.invalid(
                    MEMBER + " is " + people + "; it must be the number that was told, or \"unknown\".");
        }
        return Confirmation.of(people);
    }

    /** As it has to be confirmed: a number, or the word. */
    static Object told(Long people) {
        return people == null ? UNKNOWN : people;
    }
}
