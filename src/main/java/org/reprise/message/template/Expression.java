package org.reprise.message.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.reprise.EditDistance;
import org.reprise.message.template.TemplateFault.Kind;

/**
 * A value and what is made of it.
 *
 * @param place of the value
 */
record Expression(Operand operand, List<Step> steps, Place place) {

    record Step(Filter filter, List<Operand> arguments) {
        /** @param value null: missing */
        Optional<String> of(String value, Map<String, String> values) {
            if (value == null && filter == Filter.DEFAULT) {
                return Optional.ofNullable(arguments.get(0).value(values));
            } else if (value == null) {
                return Optional.empty();
            }
            var given = arguments.stream().map(each -> each.value(values)).toList();
            return given.stream().anyMatch(each -> each == null)
                    ? Optional.of(value)
                    : Optional.of(filter.of(value, given));
        }
    }

    /** Empty: it is missing, and nothing stands in for it. As in Liquid, something stands in for a no as well. */
    Optional<String> value(Map<String, String> values) {
        var value = operand.value(values);
        boolean saysNo = "false".equals(value) && !steps.isEmpty() && steps.get(0).filter == Filter.DEFAULT;
        value = saysNo ? null : value;
        for (var step : steps) {
            value = step.of(value, values).orElse(null);
        }
        return Optional.ofNullable(value);
    }

    void fields(BiConsumer<String, Place> take) {
        operand.fields(take);
        steps.forEach(step -> step.arguments.forEach(argument -> argument.fields(take)));
    }

    /** What it is called where it is missing: the field that it begins with. */
    String field() {
        return operand instanceof Operand.Field field ? field.name() : "";
    }

    static Expression read(Tag tag) {
        var scanner = new TagScanner(tag);
        var place = scanner.place(scanner.at());
        var operand = Operand.read(scanner);
        if (operand instanceof Operand.Nothing) {
            throw tag.fault(Kind.EMPTY, "");
        }
        var steps = new ArrayList<Step>();
        while (scanner.take("|")) {
            steps.add(step(scanner));
        }
        scanner.requireEnd();
        return new Expression(operand, List.copyOf(steps), place);
    }

    private static Step step(TagScanner scanner) {
        int at = scanner.at();
        var rest = scanner.rest();
        var word = scanner.word().orElse("");
        var filter = Filter.named(word);
        if (filter.isEmpty()) {
            return fallback(scanner, at, word, rest);
        }
        var arguments = new ArrayList<Operand>();
        if (scanner.take(":")) {
            do {
                arguments.add(Operand.read(scanner));
            } while (scanner.take(","));
        }
        if (!filter.get().takes(arguments)) {
            throw scanner.faultAt(at, Kind.ARGUMENTS, word, filter.get().toString());
        }
        return new Step(filter.get(), List.copyOf(arguments));
    }

    /** The short form: plain words that are no filter, up to the end. */
    private static Step fallback(TagScanner scanner, int at, String word, String rest) {
        boolean isPlain = rest.chars().noneMatch(c -> "|:\"'{}".indexOf(c) >= 0);
        var near = Filter.words().stream()
                .filter(each -> EditDistance.between(each, word) <= 1)
                .findFirst();
        if (!isPlain || rest.isEmpty() || near.isPresent()) {
            throw rest.isEmpty()
                    ? scanner.unexpected()
                    : scanner.faultAt(at, Kind.UNKNOWN_FILTER, rest, near.orElse(String.join(", ", Filter.words())));
        }
        scanner.takeRest();
        return new Step(Filter.DEFAULT, List.of(new Operand.Text(rest)));
    }
}
