package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;

/** What became of one request to the Bot API. */
sealed interface Reply {

    /**
     * Somebody answered.
     *
     * @param body null when it is no JSON object: then a proxy spoke, not Telegram
     */
    record Answer(int status, JsonObject body) implements Reply {
        boolean isOk() {
            return status == 200 && body != null && body.getBoolean("ok", false);
        }

        /** Telegram's words for what is wrong; empty when it has none. */
        String description() {
            return body == null ? "" : body.getString("description", "");
        }
    }

    /** Not a byte of it left, and none will. */
    record NeverLeft(String cause) implements Reply {}

    /** It left, or may have, and no answer came. */
    record NoAnswer(String cause) implements Reply {}
}
