package org.reprise.message;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Extras.Kind;

/** Extras as they are stored: JSON, or null for none. */
public final class StoredExtras {
    private static final JsonProvider JSON = JsonProvider.provider();

    private StoredExtras() {}

    public static String of(Extras extras) {
        if (extras.equals(Extras.NONE)) {
            return null;
        }
        var rows = JSON.createArrayBuilder();
        for (var row : extras.buttons()) {
            var buttons = JSON.createArrayBuilder();
            row.forEach(button -> buttons.add(
                    JSON.createObjectBuilder().add("label", button.label()).add("url", button.url())));
            rows.add(buttons);
        }
        var json = JSON.createObjectBuilder()
                .add("buttons", rows)
                .add("silent", extras.silent())
                .add("shielded", extras.protectContent());
        if (extras.attachment() != null) {
            json.add("attachment", json(extras.attachment()));
        }
        return json.build().toString();
    }

    private static JsonObject json(Attachment attachment) {
        var json = JSON.createObjectBuilder().add("kind", attachment.kind().name());
        return attachment.isFile()
                ? json.add("file", attachment.file())
                        .add("name", attachment.name())
                        .build()
                : json.add("url", attachment.url()).build();
    }

    public static Extras restored(String stored) {
        if (stored == null) {
            return Extras.NONE;
        }
        try (var reader = JSON.createReader(new StringReader(stored))) {
            var json = reader.readObject();
            return new Extras(
                    attachment(json.getJsonObject("attachment")),
                    json.getJsonArray("buttons").getValuesAs(JsonArray.class).stream()
                            .map(StoredExtras::row)
                            .toList(),
                    json.getBoolean("silent"),
                    json.getBoolean("shielded"));
        }
    }

    private static Attachment attachment(JsonObject json) {
        return json == null
                ? null
                : new Attachment(
                        Kind.valueOf(json.getString("kind")),
                        json.getString("url", null),
                        json.getString("file", null),
                        json.getString("name", null));
    }

    private static List<Button> row(JsonArray buttons) {
        return buttons.getValuesAs(JsonObject.class).stream()
                .map(button -> new Button(button.getString("label"), button.getString("url")))
                .toList();
    }
}
