package org.reprise.message.template;

import java.util.List;

/** A piece of a template. */
sealed interface Node {

    /** What is the same for everybody: a stretch of the text that the tags were found in. */
    record Literal(int from, int to) implements Node {}

    /** @param at where the tag stands there */
    record Value(Expression expression, int at) implements Node {}

    /** The first branch whose condition holds; else none. */
    record Choice(List<Branch> branches) implements Node {}

    /** Whoever comes here gets no message. */
    record Skip(String reason) implements Node {}

    record Branch(Condition condition, List<Node> nodes) {}

    /** Always holds. */
    Condition OTHERWISE = new Condition.Not(new Condition.Present(new Operand.Nothing()));
}
