package org.reprise.message.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.reprise.EditDistance;
import org.reprise.message.template.TemplateFault.Kind;

/** Makes a template of the pieces of a text, which it is given in their order. */
public final class TreeBuilder {
    private static final List<String> TAGS = List.of("if", "elsif", "else", "endif", "unless", "endunless", "skip");
    private static final int MAX_REASON_LENGTH = 100;

    private final Deque<Open> open = new ArrayDeque<>();
    private List<Node> nodes = new ArrayList<>();

    /** A condition that waits for its end, and what stood before it. */
    private static final class Open {
        final Tag tag;
        final String end;
        final List<Node> before;
        final List<Node.Branch> branches = new ArrayList<>();
        Condition condition;
        boolean hasElse;

        Open(Tag tag, String end, List<Node> before, Condition condition) {
            this.tag = tag;
            this.end = end;
            this.before = before;
            this.condition = condition;
        }
    }

    /** A stretch of the text without a tag. */
    public void literal(int from, int to) {
        if (to > from) {
            nodes.add(new Node.Literal(from, to));
        }
    }

    /**
     * @param at where it stands in the text
     * @throws TemplateFault it is none that Reprise knows, or has no business here
     */
    public void tag(Tag tag, int at) {
        if (tag.isValue()) {
            nodes.add(new Node.Value(Expression.read(tag), at));
            return;
        }
        var scanner = new TagScanner(tag);
        int start = scanner.at();
        var name = scanner.word().orElseThrow(scanner::unexpected);
        switch (name) {
            case "if" -> begin(tag, "endif", Condition.read(scanner), scanner);
            case "unless" -> begin(tag, "endunless", new Condition.Not(Condition.read(scanner)), scanner);
            case "elsif" -> branch(tag, Condition.read(scanner));
            case "else" -> {
                scanner.requireEnd();
                branch(tag, Node.OTHERWISE);
                open.peek().hasElse = true;
            }
            case "endif", "endunless" -> {
                scanner.requireEnd();
                end(tag, name);
            }
            case "skip" -> nodes.add(new Node.Skip(reason(scanner)));
            default -> throw scanner.faultAt(start, Kind.UNKNOWN_TAG, name, near(name));
        }
    }

    private static String near(String name) {
        return TAGS.stream()
                .filter(each -> EditDistance.between(each, name) <= 2)
                .findFirst()
                .orElse(String.join(", ", TAGS));
    }

    private void begin(Tag tag, String end, Condition condition, TagScanner scanner) {
        if (open.size() == Template.MAX_DEPTH) {
            throw scanner.faultAt(0, Kind.TOO_DEEP, String.valueOf(Template.MAX_DEPTH), "");
        }
        open.push(new Open(tag, end, nodes, condition));
        nodes = new ArrayList<>();
    }

    private void branch(Tag tag, Condition next) {
        var last = open.peek();
        if (last == null || last.hasElse) {
            throw tag.fault(Kind.NOT_OPEN, "if");
        }
        last.branches.add(new Node.Branch(last.condition, nodes));
        last.condition = next;
        nodes = new ArrayList<>();
    }

    private void end(Tag tag, String name) {
        var last = open.peek();
        if (last == null || !last.end.equals(name)) {
            throw tag.fault(Kind.NOT_OPEN, name.substring("end".length()));
        }
        open.pop();
        last.branches.add(new Node.Branch(last.condition, nodes));
        nodes = last.before;
        nodes.add(new Node.Choice(List.copyOf(last.branches)));
    }

    private static String reason(TagScanner scanner) {
        var reason = scanner.quoted().orElse("");
        scanner.requireEnd();
        if (reason.length() > MAX_REASON_LENGTH) {
            throw scanner.faultAt(0, Kind.ARGUMENTS, "skip", "skip");
        }
        return reason;
    }

    /** @throws TemplateFault a condition has no end */
    public Template done() {
        if (!open.isEmpty()) {
            throw open.peek().tag.fault(Kind.NOT_CLOSED, open.peek().end);
        }
        return new Template(List.copyOf(nodes));
    }
}
