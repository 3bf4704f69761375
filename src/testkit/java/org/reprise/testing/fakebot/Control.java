package org.reprise.testing.fakebot;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** How a test rules the fake, by {@code POST /control/<verb>} with a JSON object. */
final class Control {
    private final Bots bots;
    private final Faults faults;
    private final Record record;
    private volatile int idleMillis;

    Control(Bots bots, Faults faults, Record record) {
        this.bots = bots;
        this.faults = faults;
        this.record = record;
    }

    /** After so long without a request a connection is closed; 0: never. */
    int idleMillis() {
        return idleMillis;
    }

    Answer answer(Request request) {
        var asked = request.body().length == 0 ? JsonValue.EMPTY_JSON_OBJECT : Json.read(request.body());
        switch (request.path().substring("/control/".length())) {
            case "bot" -> bots.make(asked.getString("token"));
            case "revoke" -> bots.revoke(asked.getString("token"));
            case "push" -> bots.find(asked.getString("token")).push(asked.getJsonObject("update"));
            case "fault" -> faults.arm(new Fault(asked));
            case "no-faults" -> faults.clear();
            case "idle" -> idleMillis = asked.getInt("millis");
            case "forget" -> record.clear();
            case "keep-none" -> record.keepNone();
            case "record" -> {
                return Answer.json(record(asked.getInt("from")));
            }
            case "unanswered" -> {
                var chats = Json.array();
                record.unanswered(asked.getString("token")).forEach(chats::add);
                return Answer.json(Json.object().add("chats", chats).build());
            }
            case "on-the-wire" -> {
                var chats = Json.array();
                record.onTheWire(
                                asked.getString("token"),
                                asked.getJsonNumber("from").longValue(),
                                asked.getJsonNumber("to").longValue())
                        .forEach(chats::add);
                return Answer.json(Json.object().add("chats", chats).build());
            }
            case "state" -> {
                return Answer.json(state(bots.find(asked.getString("token"))));
            }
            default -> {
                return Answer.error(404, "Not Found");
            }
        }
        return Answer.result(JsonValue.TRUE);
    }

    private JsonObject record(int from) {
        // first, since a late message may come in between
        long count = record.count();
        var messages = Json.array();
        record.from(from).forEach(accepted -> messages.add(accepted.json()));
        return Json.object().add("count", count).add("messages", messages).build();
    }

    private static JsonObject state(Bot bot) {
        return Json.object()
                .add("waiting", bot.waiting())
                .add("webhook", bot.hookUrl())
                .build();
    }
}
