package org.reprise.audience.rule;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.reprise.IsoTime;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.Leaf.DateCompares;
import org.reprise.audience.rule.Leaf.FlagIs;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Leaf.Known;
import org.reprise.audience.rule.Leaf.Messaged;
import org.reprise.audience.rule.Leaf.NumberCompares;
import org.reprise.audience.rule.Leaf.NumberOperator;
import org.reprise.audience.rule.Leaf.OfCampaign;
import org.reprise.audience.rule.Leaf.Outcome;
import org.reprise.audience.rule.Leaf.Share;
import org.reprise.audience.rule.Leaf.Tagged;
import org.reprise.audience.rule.Leaf.TextMatches;
import org.reprise.audience.rule.Leaf.TextOperator;
import org.reprise.audience.rule.Leaf.TimeCompares;
import org.reprise.audience.rule.Leaf.TimeWithin;

/**
 * Rules as JSON, in requests, answers and storage. An object is one rule: {@code all}, {@code any} or {@code none} with
 * an array of rules; or a leaf, such as {@code {"field": "language", "op": "is", "value": "de"}}. The OpenAPI document
 * shows each.
 */
public final class RuleJson {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    /** The member that tells which rule it is, and with which others it goes. */
    private enum Kind {
        ALL(),
        ANY(),
        NONE(),
        FIELD("op", "value"),
        ATTRIBUTE("op", "value"),
        TAGS(),
        CATEGORIES(),
        CAMPAIGN("outcome", "revision", "reason"),
        MESSAGED_WITHIN_DAYS(),
        PERCENT("from", "salt"),
        SEGMENT();

        private final Set<String> members;

        Kind(String... others) {
            members = new TreeSet<>(List.of(others));
            members.add(word());
        }

        String word() {
            return lower(this);
        }
    }

    private final ZoneId zone;
    private final int deepest;
    private int leaves;

    private RuleJson(ZoneId zone, int deepest) {
        this.zone = zone;
        this.deepest = deepest;
    }

    /**
     * @param where of the value, as a JSON pointer below the rule
     * @param zone of times without an offset
     * @throws RuleRefused what is not understood
     */
    public static Rule read(JsonValue value, String where, ZoneId zone) {
        var rule = new RuleJson(zone, RuleLimits.MAX_DEPTH).rule(value, where, 0);
        RuleLimits.check(rule);
        return rule;
    }

    /** What storage has was checked when it came; it is read as it is. */
    public static Rule restored(String json) {
        return restored(parsed(json));
    }

    static Rule restored(JsonValue value) {
        return new RuleJson(ZoneOffset.UTC, Integer.MAX_VALUE).rule(value, "", 0);
    }

    /** @throws RuleRefused as {@link #read} */
    public static Rule read(String json, ZoneId zone) {
        return read(parsed(json), "", zone);
    }

    static JsonValue parsed(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readValue();
        } catch (JsonException e) {
            throw RuleRefused.at("", LocalizedMessage.of("rule.json"));
        }
    }

    private Rule rule(JsonValue value, String where, int depth) {
        if (!(value instanceof JsonObject object)) {
            throw RuleRefused.at(where, LocalizedMessage.of("rule.object"));
        }
        var kinds = Stream.of(Kind.values())
                .filter(kind -> object.containsKey(kind.word()))
                .toList();
        if (kinds.size() != 1) {
            throw RuleRefused.at(
                    where,
                    LocalizedMessage.of(
                            "rule.kind",
                            String.join(
                                    ", ",
                                    Stream.of(Kind.values()).map(Kind::word).toList())));
        }
        var kind = kinds.get(0);
        object.keySet().stream()
                .filter(name -> !kind.members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RuleRefused.at(
                            where, LocalizedMessage.of("rule.member", name, String.join(", ", kind.members)));
                });
        return switch (kind) {
            case ALL -> new Rule.All(rules(object, kind, where, depth));
            case ANY -> new Rule.Any(rules(object, kind, where, depth));
            case NONE -> new Rule.None(rules(object, kind, where, depth));
            default -> counted(leaf(kind, object, where), where);
        };
    }

    private List<Rule> rules(JsonObject object, Kind kind, String where, int depth) {
        if (depth >= deepest) {
            throw RuleRefused.at(where, LocalizedMessage.of("rule.deep", RuleLimits.MAX_DEPTH));
        }
        var below = where + "/" + kind.word();
        if (!(object.get(kind.word()) instanceof JsonArray array)) {
            throw RuleRefused.at(below, LocalizedMessage.of("rule.array"));
        }
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < array.size(); i++) {
            rules.add(rule(array.get(i), below + "/" + i, depth + 1));
        }
        return rules;
    }

    /** Far more than there may be: the rest is not even read. */
    private Leaf counted(Leaf leaf, String where) {
        if (++leaves > 10 * RuleLimits.MAX_LEAVES) {
            throw RuleRefused.at(where, LocalizedMessage.of("rule.many", RuleLimits.MAX_LEAVES));
        }
        return leaf;
    }

    private Leaf leaf(Kind kind, JsonObject object, String where) {
        return switch (kind) {
            case FIELD -> ofField(new Reader(object, where));
            case ATTRIBUTE -> ofAttribute(new Reader(object, where));
            case TAGS -> new Tagged(new Reader(object, where).names(kind));
            case CATEGORIES -> new InCategory(new Reader(object, where).names(kind));
            case CAMPAIGN -> ofCampaign(new Reader(object, where));
            case MESSAGED_WITHIN_DAYS -> new Messaged(new Reader(object, where).days(kind.word()));
            case PERCENT -> share(new Reader(object, where));
            case SEGMENT -> segment(object, where);
            case ALL, ANY, NONE -> throw new IllegalStateException();
        };
    }

    private Leaf ofField(Reader reader) {
        var name = reader.text("field");
        var field = Field.of(name)
                .orElseThrow(() ->
                        reader.refused("field", LocalizedMessage.of("rule.word", String.join(", ", Field.words()))));
        var op = reader.text("op");
        if (op.equals("known")) {
            return reader.without("value", new Known(field));
        } else if (field.isTime()) {
            return switch (op) {
                case "after", "before" -> new TimeCompares(field, Side.valueOf(upper(op)), time(reader));
                case "within_days" -> new TimeWithin(field, reader.days("value"));
                default ->
                    throw reader.refused("op", LocalizedMessage.of("rule.word", "after, before, within_days, known"));
            };
        }
        return text(field, reader, op, "is, begins, contains, known");
    }

    private Leaf ofAttribute(Reader reader) {
        var attribute = new OfAttribute(reader.text("attribute"));
        if (!RuleLimits.isName(attribute.name())) {
            throw reader.refused("attribute", LocalizedMessage.of("rule.name", RuleLimits.MAX_NAME));
        }
        var op = reader.text("op");
        var value = reader.object.get("value");
        if (op.equals("known")) {
            return reader.without("value", new Known(attribute));
        } else if (value instanceof JsonNumber) {
            var operator = reader.choice("op", NumberOperator.values());
            return new NumberCompares(attribute, operator, reader.number("value"));
        } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            reader.choice("op", new TextOperator[] {TextOperator.IS});
            return new FlagIs(attribute, value == JsonValue.TRUE);
        } else if (op.equals("after") || op.equals("before")) {
            return new DateCompares(attribute, Side.valueOf(upper(op)), reader.day("value"));
        }
        return text(
                attribute, reader, op, "is, begins, contains, at_least, at_most, above, below, after, before, known");
    }

    private static Leaf text(Subject subject, Reader reader, String op, String operators) {
        var operator = Stream.of(TextOperator.values())
                .filter(each -> lower(each).equals(op))
                .findFirst()
                .orElseThrow(() -> subject instanceof OfAttribute && isOfNumbers(op)
                        ? reader.refused("value", LocalizedMessage.of("rule.number"))
                        : reader.refused("op", LocalizedMessage.of("rule.word", operators)));
        var text = reader.text("value");
        if (!RuleLimits.isText(text)) {
            throw reader.refused("value", LocalizedMessage.of("rule.text", RuleLimits.MAX_TEXT));
        }
        return new TextMatches(subject, operator, text);
    }

    /** To tell a wrong value from a wrong operator. */
    private static boolean isOfNumbers(String op) {
        return Stream.of(NumberOperator.values()).anyMatch(each -> lower(each).equals(op));
    }

    private Instant time(Reader reader) {
        return IsoTime.orDay(reader.text("value"), zone)
                .orElseThrow(() -> reader.refused("value", LocalizedMessage.of("rule.time")));
    }

    private static Leaf ofCampaign(Reader reader) {
        long campaign = reader.integer("campaign", 1, Long.MAX_VALUE);
        var outcome = reader.choice("outcome", Outcome.values());
        return new OfCampaign(
                campaign,
                outcome,
                reader.object.containsKey("revision") ? (int) reader.integer("revision", 1, Integer.MAX_VALUE) : null,
                reader.object.containsKey("reason") ? reason(reader, outcome) : null);
    }

    private static Failure reason(Reader reader, Outcome outcome) {
        if (outcome != Outcome.FAILED) {
            throw reader.refused("reason", LocalizedMessage.of("rule.reason"));
        }
        return Failure.of(reader.text("reason"))
                .orElseThrow(() ->
                        reader.refused("reason", LocalizedMessage.of("rule.word", words(Failure.words().stream()))));
    }

    private static Leaf share(Reader reader) {
        int size = reader.hundredths("percent");
        int from = reader.object.containsKey("from") ? reader.hundredths("from") : 0;
        if (size < 1 || from + size > Share.ALL) {
            throw reader.refused("percent", LocalizedMessage.of("rule.percent"));
        }
        var salt = reader.object.containsKey("salt") ? reader.text("salt") : "";
        if (salt.length() > RuleLimits.MAX_NAME || !salt.isEmpty() && !RuleLimits.isName(salt)) {
            throw reader.refused("salt", LocalizedMessage.of("rule.name", RuleLimits.MAX_NAME));
        }
        return new Share(from, size, salt);
    }

    private Leaf segment(JsonObject object, String where) {
        var value = object.get("segment");
        if (value instanceof JsonObject stored) {
            var unknown = stored.keySet().stream()
                    .filter(name -> !Set.of("id", "name", "version", "rule").contains(name))
                    .findFirst();
            if (unknown.isPresent()) {
                throw RuleRefused.at(
                        where + "/segment",
                        LocalizedMessage.of("rule.member", unknown.get(), "id, name, version, rule"));
            }
            var reader = new Reader(stored, where + "/segment");
            var rule = rule(stored.get("rule"), where + "/segment/rule", 0);
            if (rule.leaves().anyMatch(InSegment.class::isInstance)) {
                throw RuleRefused.at(where + "/segment/rule", LocalizedMessage.of("rule.segment.nested"));
            }
            return new InSegment(
                    reader.integer("id", 1, Long.MAX_VALUE),
                    reader.text("name"),
                    (int) reader.integer("version", 1, Integer.MAX_VALUE),
                    rule);
        }
        var name = new Reader(object, where).text("segment");
        if (!RuleLimits.isName(name)) {
            throw RuleRefused.at(where + "/segment", LocalizedMessage.of("rule.name", RuleLimits.MAX_NAME));
        }
        return InSegment.named(name);
    }

    /** Reads the members of a leaf. */
    private record Reader(JsonObject object, String where) {
        RuleRefused refused(String member, LocalizedMessage why) {
            return RuleRefused.at(where + "/" + member, why);
        }

        String text(String member) {
            if (object.get(member) instanceof JsonString text) {
                return text.getString();
            }
            throw refused(member, LocalizedMessage.of("rule.string"));
        }

        <T> T without(String member, T value) {
            if (object.containsKey(member)) {
                throw refused(member, LocalizedMessage.of("rule.without"));
            }
            return value;
        }

        <E extends Enum<E>> E choice(String member, E[] choices) {
            var word = text(member);
            return Stream.of(choices)
                    .filter(each -> lower(each).equals(word))
                    .findFirst()
                    .orElseThrow(() -> refused(
                            member,
                            LocalizedMessage.of(
                                    "rule.word", words(Stream.of(choices).map(RuleJson::lower)))));
        }

        List<String> names(Kind kind) {
            if (object.get(kind.word()) instanceof JsonArray array
                    && array.stream().allMatch(JsonString.class::isInstance)) {
                var names = array.getValuesAs(JsonString::getString).stream()
                        .distinct()
                        .toList();
                if (RuleLimits.areNames(names)) {
                    return names;
                }
            }
            throw refused(kind.word(), LocalizedMessage.of("rule.names", RuleLimits.MAX_NAMES, RuleLimits.MAX_NAME));
        }

        BigDecimal number(String member) {
            return Optional.ofNullable(object.get(member))
                    .filter(JsonNumber.class::isInstance)
                    .map(value -> ((JsonNumber) value).bigDecimalValue())
                    .flatMap(PlainNumber::of)
                    .orElseThrow(() -> refused(member, LocalizedMessage.of("rule.number")));
        }

        long integer(String member, long least, long most) {
            if (object.get(member) instanceof JsonNumber number && number.isIntegral()) {
                var value = number.bigIntegerValue();
                if (value.bitLength() < Long.SIZE && value.longValue() >= least && value.longValue() <= most) {
                    return value.longValue();
                }
            }
            throw refused(member, LocalizedMessage.of("rule.integer", String.valueOf(least), String.valueOf(most)));
        }

        int days(String member) {
            if (object.get(member) instanceof JsonNumber number
                    && number.isIntegral()
                    && number.bigIntegerValue().bitLength() < Long.SIZE
                    && RuleLimits.isDays(number.longValue())) {
                return number.intValue();
            }
            throw refused(member, LocalizedMessage.of("rule.days", String.valueOf(RuleLimits.MAX_DAYS)));
        }

        LocalDate day(String member) {
            return IsoTime.day(text(member)).orElseThrow(() -> refused(member, LocalizedMessage.of("rule.day")));
        }

        int hundredths(String member) {
            if (object.get(member) instanceof JsonNumber number) {
                var value = number.bigDecimalValue();
                if (value.signum() >= 0
                        && value.compareTo(BigDecimal.valueOf(100)) <= 0
                        && value.stripTrailingZeros().scale() <= 2) {
                    return value.movePointRight(2).intValueExact();
                }
            }
            throw refused(member, LocalizedMessage.of("rule.percent"));
        }
    }

    /** As it is stored and answered. */
    public static JsonObject of(Rule rule) {
        if (rule instanceof Rule.All all) {
            return many("all", all.rules());
        } else if (rule instanceof Rule.Any any) {
            return many("any", any.rules());
        } else if (rule instanceof Rule.None none) {
            return many("none", none.rules());
        }
        return leaf((Leaf) rule).build();
    }

    private static JsonObject many(String word, List<Rule> rules) {
        var array = JSON.createArrayBuilder();
        rules.forEach(each -> array.add(of(each)));
        return JSON.createObjectBuilder().add(word, array).build();
    }

    private static JsonObjectBuilder leaf(Leaf leaf) {
        if (leaf instanceof Known known) {
            return about(known.subject(), "known");
        } else if (leaf instanceof TextMatches text) {
            return about(text.subject(), lower(text.operator())).add("value", text.text());
        } else if (leaf instanceof NumberCompares number) {
            return about(number.subject(), lower(number.operator())).add("value", number.number());
        } else if (leaf instanceof FlagIs flag) {
            return about(flag.subject(), "is").add("value", flag.flag());
        } else if (leaf instanceof DateCompares date) {
            return about(date.subject(), lower(date.side()))
                    .add("value", date.day().toString());
        } else if (leaf instanceof TimeCompares time) {
            return about(time.subject(), lower(time.side()))
                    .add("value", time.time().toString());
        } else if (leaf instanceof TimeWithin within) {
            return about(within.subject(), "within_days").add("value", within.days());
        } else if (leaf instanceof Tagged tagged) {
            return JSON.createObjectBuilder().add("tags", JSON.createArrayBuilder(tagged.tags()));
        } else if (leaf instanceof InCategory in) {
            return JSON.createObjectBuilder().add("categories", JSON.createArrayBuilder(in.categories()));
        } else if (leaf instanceof OfCampaign of) {
            var object =
                    JSON.createObjectBuilder().add("campaign", of.campaign()).add("outcome", lower(of.outcome()));
            if (of.revision() != null) {
                object.add("revision", of.revision());
            }
            return of.reason() == null
                    ? object
                    : object.add("reason", of.reason().word());
        } else if (leaf instanceof Messaged messaged) {
            return JSON.createObjectBuilder().add("messaged_within_days", messaged.days());
        } else if (leaf instanceof Share share) {
            return share(share);
        } else if (leaf instanceof InSegment segment) {
            return segment(segment);
        }
        throw new IllegalStateException("No JSON of " + leaf);
    }

    private static JsonObjectBuilder about(Subject subject, String op) {
        return JSON.createObjectBuilder()
                .add(subject instanceof Field ? "field" : "attribute", subject.word())
                .add("op", op);
    }

    private static JsonObjectBuilder share(Share share) {
        var object = JSON.createObjectBuilder().add("percent", percent(share.size()));
        if (share.from() > 0) {
            object.add("from", percent(share.from()));
        }
        return share.salt().isEmpty() ? object : object.add("salt", share.salt());
    }

    static BigDecimal percent(int hundredths) {
        return PlainNumber.plain(BigDecimal.valueOf(hundredths, 2));
    }

    private static JsonObjectBuilder segment(InSegment segment) {
        if (segment.rule() == null) {
            return JSON.createObjectBuilder().add("segment", segment.name());
        }
        return JSON.createObjectBuilder()
                .add(
                        "segment",
                        JSON.createObjectBuilder()
                                .add("id", segment.id())
                                .add("name", segment.name())
                                .add("version", segment.version())
                                .add("rule", of(segment.rule())));
    }

    private static String words(Stream<String> words) {
        return String.join(", ", words.toList());
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
