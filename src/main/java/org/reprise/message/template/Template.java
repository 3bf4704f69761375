package org.reprise.message.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.reprise.EditDistance;
import org.reprise.message.template.TemplateFault.Kind;

/** A text with placeholders, ready to be rendered any number of times, by any number of threads. */
public final class Template {
    static final int MAX_DEPTH = 10;

    /** Names of fields that are further apart than so many characters are no slips of each other. */
    private static final int NEAR = 3;

    private final List<Node> nodes;
    private final Map<String, Place> fields = new LinkedHashMap<>();

    Template(List<Node> nodes) {
        this.nodes = nodes;
        fields(nodes, fields::putIfAbsent);
    }

    /** Takes what is rendered, in order. */
    public interface Sink {
        /** A stretch of the text that the template was made of. */
        void literal(int from, int to);

        /** @param at where its tag stands in that text */
        void value(String value, int at);
    }

    /** Why a person gets nothing. */
    public sealed interface Stop {
        /** The text says so. */
        record Skipped(String reason) implements Stop {}

        /** A value is missing, and nothing stands in for it. */
        record Missing(String field) implements Stop {}
    }

    /** What has to be known of a person. */
    public Set<String> fields() {
        return fields.keySet();
    }

    /** @throws TemplateFault the first field that is none of {@code known} */
    public void requireFields(Collection<String> known) {
        fields.forEach((field, place) -> {
            if (!known.contains(field)) {
                throw new TemplateFault(Kind.UNKNOWN_FIELD, place, field, nearest(field, known));
            }
        });
    }

    private static String nearest(String field, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.<String>comparingInt(each -> EditDistance.between(each, field))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAR)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static void fields(List<Node> nodes, BiConsumer<String, Place> take) {
        for (var node : nodes) {
            if (node instanceof Node.Value value) {
                value.expression().fields(take);
            } else if (node instanceof Node.Choice choice) {
                choice.branches().forEach(branch -> {
                    branch.condition().fields(take);
                    fields(branch.nodes(), take);
                });
            }
        }
    }

    /** What everybody's text has at the least, in UTF-16 units. */
    public int minLength() {
        return minLength(nodes);
    }

    private static int minLength(List<Node> nodes) {
        int length = 0;
        for (var node : nodes) {
            if (node instanceof Node.Literal literal) {
                length += literal.to() - literal.from();
            } else if (node instanceof Node.Choice choice) {
                var branches = choice.branches();
                boolean hasElse = branches.get(branches.size() - 1).condition() == Node.OTHERWISE;
                length += hasElse
                        ? branches.stream()
                                .mapToInt(branch -> minLength(branch.nodes()))
                                .min()
                                .orElse(0)
                        : 0;
            }
        }
        return length;
    }

    /**
     * @param values a person's, by field; what is not there, or blank, is missing
     * @param sink has a part of it when somebody gets nothing
     * @return why the person gets nothing; empty: all was given to the sink
     */
    public Optional<Stop> render(Map<String, String> values, Sink sink) {
        var rendering = new Rendering(values, sink);
        rendering.all(nodes);
        return Optional.ofNullable(rendering.skipped).or(() -> Optional.ofNullable(rendering.missing));
    }

    /** Goes on after a missing value: the text may say further on that such a person is skipped. */
    private static final class Rendering {
        private final Map<String, String> values;
        private final Sink sink;
        private Stop skipped;
        private Stop missing;

        Rendering(Map<String, String> values, Sink sink) {
            this.values = values;
            this.sink = sink;
        }

        void all(List<Node> nodes) {
            for (var node : nodes) {
                if (skipped != null) {
                    return;
                }
                one(node);
            }
        }

        private void one(Node node) {
            if (node instanceof Node.Literal literal) {
                sink.literal(literal.from(), literal.to());
            } else if (node instanceof Node.Value value) {
                value.expression()
                        .value(values)
                        .ifPresentOrElse(text -> sink.value(text, value.at()), () -> miss(value.expression()));
            } else if (node instanceof Node.Choice choice) {
                choice.branches().stream()
                        .filter(branch -> branch.condition().holds(values))
                        .findFirst()
                        .ifPresent(branch -> all(branch.nodes()));
            } else if (node instanceof Node.Skip skip) {
                skipped = new Stop.Skipped(skip.reason());
            }
        }

        private void miss(Expression expression) {
            missing = missing == null ? new Stop.Missing(expression.field()) : missing;
        }
    }
}
