package org.reprise.message.template;

import java.util.Map;
import java.util.function.BiConsumer;

/** What an {@code if} asks. As in Liquid, what is joined is read from the right. */
sealed interface Condition {

    boolean holds(Map<String, String> values);

    void fields(BiConsumer<String, Place> take);

    /** A value that is there and does not say false. */
    record Present(Operand operand) implements Condition {
        @Override
        public boolean holds(Map<String, String> values) {
            var value = operand.value(values);
            return value != null && !value.equals("false");
        }

        @Override
        public void fields(BiConsumer<String, Place> take) {
            operand.fields(take);
        }
    }

    record Compared(Operand left, Comparison comparison, Operand right) implements Condition {
        @Override
        public boolean holds(Map<String, String> values) {
            return comparison.holds(left.value(values), right.value(values));
        }

        @Override
        public void fields(BiConsumer<String, Place> take) {
            left.fields(take);
            right.fields(take);
        }
    }

    record Both(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, String> values) {
            return left.holds(values) && right.holds(values);
        }

        @Override
        public void fields(BiConsumer<String, Place> take) {
            left.fields(take);
            right.fields(take);
        }
    }

    record Either(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, String> values) {
            return left.holds(values) || right.holds(values);
        }

        @Override
        public void fields(BiConsumer<String, Place> take) {
            left.fields(take);
            right.fields(take);
        }
    }

    record Not(Condition of) implements Condition {
        @Override
        public boolean holds(Map<String, String> values) {
            return !of.holds(values);
        }

        @Override
        public void fields(BiConsumer<String, Place> take) {
            of.fields(take);
        }
    }

    /** @throws TemplateFault also when it joins more than a person can follow */
    static Condition read(TagScanner scanner) {
        return read(scanner, 0);
    }

    private static Condition read(TagScanner scanner, int joined) {
        if (joined > Template.MAX_DEPTH) {
            throw scanner.fault(TemplateFault.Kind.TOO_DEEP, String.valueOf(Template.MAX_DEPTH), "");
        }
        var first = one(scanner);
        if (scanner.takeWord("and")) {
            return new Both(first, read(scanner, joined + 1));
        } else if (scanner.takeWord("or")) {
            return new Either(first, read(scanner, joined + 1));
        }
        scanner.requireEnd();
        return first;
    }

    private static Condition one(TagScanner scanner) {
        var left = Operand.read(scanner);
        for (var comparison : Comparison.values()) {
            if (comparison.isNext(scanner)) {
                return new Compared(left, comparison, Operand.read(scanner));
            }
        }
        return new Present(left);
    }
}
