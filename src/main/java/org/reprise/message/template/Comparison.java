package org.reprise.message.template;

import java.util.function.IntPredicate;

/**
 * How two values are compared: as numbers when both are, else as texts, which days sort by as well. What is missing
 * equals what is missing, and is neither less nor more than anything.
 */
enum Comparison {
    EQUAL("==", is -> is == 0),
    UNEQUAL("!=", is -> is != 0),
    OTHER("<>", is -> is != 0),
    AT_LEAST(">=", is -> is >= 0),
    AT_MOST("<=", is -> is <= 0),
    MORE(">", is -> is > 0),
    LESS("<", is -> is < 0),
    CONTAINS("contains", is -> false);

    private final String sign;
    private final IntPredicate wanted;

    Comparison(String sign, IntPredicate wanted) {
        this.sign = sign;
        this.wanted = wanted;
    }

    boolean isNext(TagScanner scanner) {
        return this == CONTAINS ? scanner.takeWord(sign) : scanner.take(sign);
    }

    /** @param left null: missing; so is {@code right} */
    boolean holds(String left, String right) {
        if (left == null || right == null) {
            return switch (this) {
                case EQUAL -> left == right;
                case UNEQUAL, OTHER -> left != right;
                default -> false;
            };
        }
        return this == CONTAINS ? left.contains(right) : wanted.test(compared(left, right));
    }

    private static int compared(String left, String right) {
        var one = Numbers.read(left);
        var other = Numbers.read(right);
        return one.isPresent() && other.isPresent() ? one.get().compareTo(other.get()) : left.compareTo(right);
    }
}
