package org.reprise.rest;

import org.reprise.LocalizedMessage;

/** Which member of a request a refusal of the core is about. */
final class MemberMeant {
    private MemberMeant() {}

    /** A pointer, or null: the refusal is about no member. */
    static String pointer(LocalizedMessage refusal) {
        return switch (refusal.key()) {
            case "attachment.unknown" -> "/attachment/file";
            case "attachment.missing" -> "/attachment/url";
            case "attachment.name", "attachment.url" -> "/" + refusal.key().replace('.', '/');
            case "campaign.limit" -> "/" + refusal.values().get(0);
            case "campaign.name" -> "/name";
            case "campaign.id", "campaign.given-out" -> "/campaign_id";
            case "session.name", "session.name.token", "session.unknown" -> "/session";
            case "session.rate" -> "/rate";
            case "session.paid" -> "/paid_broadcast";
            default -> ofMessage(refusal.key());
        };
    }

    private static String ofMessage(String key) {
        if (key.startsWith("message.button")) {
            return "/buttons";
        }
        return key.startsWith("message.") ? "/message" : null;
    }
}
