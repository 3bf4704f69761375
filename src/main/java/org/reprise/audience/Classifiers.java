package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.TimeSource;
import org.reprise.audience.Categories.Membership;
import org.reprise.audience.ReceivedTexts.Stored;
import org.reprise.telegram.Incoming;

/**
 * Puts whoever writes into the categories that what they write belongs to. The rules of an account are kept in memory.
 */
@ApplicationScoped
public class Classifiers {
    private static final int PAGE = 1_000;

    private final Categories categories;
    private final ReceivedTexts received;
    private final TimeSource time;
    private final Map<Long, Rules> rules = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /**
     * Of an account, as they were read.
     *
     * @param changes how many there had been before
     */
    private record Rules(long changes, List<Category> categories, Classifier classifier) {
        Stream<Category> of(String text) {
            Set<String> names = categories.isEmpty() || text.isEmpty() ? Set.of() : classifier.categoriesOf(text);
            return categories.stream().filter(category -> names.contains(category.name()));
        }
    }

    @Inject
    public Classifiers(Categories categories, ReceivedTexts received, TimeSource time) {
        this.categories = categories;
        this.received = received;
        this.time = time;
    }

    /** @return whether somebody is in a category since now */
    boolean heard(Incoming incoming) {
        var session = incoming.session();
        var memberships = incoming.happenings().stream()
                .flatMap(happening -> rulesOf(session.accountId())
                        .of(ReceivedTexts.textOf(happening))
                        .map(category -> new Membership(happening.userId(), category.id())))
                .collect(Collectors.toSet());
        return !memberships.isEmpty()
                && !categories
                        .put(session.id(), session.accountId(), memberships, time.now())
                        .isEmpty();
    }

    /**
     * What was found in texts that are kept.
     *
     * @param people who are in a category since now
     */
    public record Applied(long texts, long people) {}

    /**
     * Puts people into categories by what they wrote before, a page of texts at a time; nobody is taken out of any.
     * What comes in meanwhile is looked at as it comes.
     */
    public Applied toHistory(long account) {
        var all = rulesOf(account);
        long texts = 0;
        var people = new HashSet<Long>();
        var last = Stored.BEGIN;
        List<Stored> page;
        do {
            page = received.page(account, last, PAGE);
            texts += page.size();
            var bySession = page.stream().collect(Collectors.groupingBy(Stored::session));
            for (var each : bySession.entrySet()) {
                var memberships = each.getValue().stream()
                        .flatMap(
                                text -> all.of(text.text()).map(category -> new Membership(text.user(), category.id())))
                        .collect(Collectors.toSet());
                people.addAll(categories.put(each.getKey(), account, memberships, time.now()));
            }
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        return new Applied(texts, people.size());
    }

    /** Read outside of any lock: what was read before a change is never taken for what holds after it. */
    private Rules rulesOf(long account) {
        var known = rules.get(account);
        if (known != null && known.changes == changes.get()) {
            return known;
        }
        long before = changes.get();
        var all = categories.of(account);
        var read = new Rules(
                before, all, new Classifier(all.stream().map(Category::rules).toList()));
        rules.put(account, read);
        return read;
    }

    public void changed(@Observes CategoriesChanged event) {
        changes.incrementAndGet();
    }
}
