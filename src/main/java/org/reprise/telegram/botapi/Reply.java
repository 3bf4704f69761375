package org.reprise.telegram.botapi;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.OptionalLong;

/** What became of one request to the Bot API. */
sealed interface Reply {

    /**
     * Somebody answered.
     *
     * @param body null when it is no JSON object
     * @param retryAfter what the header of that name asks for; null: nothing
     */
    record Answer(int status, JsonObject body, Duration retryAfter) implements Reply {
        boolean isOk() {
            return status == 200 && body != null && body.getBoolean("ok", false);
        }

        /**
         * Of the message that was accepted. Empty when the answer names none, and for 0: so Telegram calls a message
         * that it puts off.
         */
        OptionalLong messageId() {
            return isOk()
                            && body.get("result") instanceof JsonObject message
                            && message.get("message_id") instanceof JsonNumber id
                            && id.longValue() > 0
                    ? OptionalLong.of(id.longValue())
                    : OptionalLong.empty();
        }

        /** The Bot API always says whether it is {@code ok}; what does not is a proxy, or another site. */
        boolean isTelegrams() {
            return body != null && (body.get("ok") == JsonValue.TRUE || body.get("ok") == JsonValue.FALSE);
        }

        /** The code in Telegram's own words; the status of the answer when it has none. */
        int code() {
            return isTelegrams() && body.get("error_code") instanceof JsonNumber code ? code.intValue() : status;
        }

        /** Telegram's words for what is wrong; empty when it has none. */
        String description() {
            return body == null ? "" : body.getString("description", "");
        }
    }

    /** Not a byte of it left, and none will. */
    record NeverLeft(CallFailure cause) implements Reply {}

    /** It left, or may have, and no answer came. */
    record NoAnswer(CallFailure cause) implements Reply {}
}
