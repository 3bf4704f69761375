package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.reprise.message.FormattedText;
import org.reprise.message.FormattedText.Entity;

/** A text as TDLib takes it, with its marks as entities. */
final class TdText {
    private TdText() {}

    static JsonObject of(FormattedText text) {
        var entities = TdRequest.list();
        text.entities()
                .forEach(entity -> entities.add(TdRequest.of("textEntity")
                        .add("offset", entity.offset())
                        .add("length", entity.length())
                        .add("type", type(entity))));
        return TdRequest.of("formattedText")
                .add("text", text.text())
                .add("entities", entities)
                .build();
    }

    private static JsonObjectBuilder type(Entity entity) {
        return switch (entity.kind()) {
            case BOLD -> TdRequest.of("textEntityTypeBold");
            case ITALIC -> TdRequest.of("textEntityTypeItalic");
            case UNDERLINE -> TdRequest.of("textEntityTypeUnderline");
            case STRIKETHROUGH -> TdRequest.of("textEntityTypeStrikethrough");
            case SPOILER -> TdRequest.of("textEntityTypeSpoiler");
            case LINK -> TdRequest.of("textEntityTypeTextUrl").add("url", entity.detail());
            case CODE -> TdRequest.of("textEntityTypeCode");
            case PRE ->
                entity.detail() == null
                        ? TdRequest.of("textEntityTypePre")
                        : TdRequest.of("textEntityTypePreCode").add("language", entity.detail());
            case BLOCKQUOTE -> TdRequest.of("textEntityTypeBlockQuote");
            case EXPANDABLE_BLOCKQUOTE -> TdRequest.of("textEntityTypeExpandableBlockQuote");
        };
    }
}
