package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.TimeSource;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Categories;
import org.reprise.audience.CategoriesChanged;
import org.reprise.audience.Category;
import org.reprise.audience.CategoryRefused;
import org.reprise.audience.CategoryRules;
import org.reprise.audience.Classifier;
import org.reprise.audience.Classifiers;
import org.reprise.audience.Classifiers.Applied;
import org.reprise.audience.rule.Leaf.InCategory;

/** The categories of the caller's account: what people write about, and which campaigns are for whom of them. */
@ApplicationScoped
public class CategoryService {
    private static final Logger LOG = Logger.getLogger(CategoryService.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();

    /** Of an account. */
    public static final int MOST = 100;

    private final Categories categories;
    private final Classifiers classifiers;
    private final CampaignRegistry registry;
    private final RuleUses uses;
    private final CurrentCaller caller;
    private final Audit audit;
    private final TimeSource time;
    private final Consumer<CategoriesChanged> tell;

    @Inject
    CategoryService(
            Categories categories,
            Classifiers classifiers,
            CampaignRegistry registry,
            RuleUses uses,
            CurrentCaller caller,
            Audit audit,
            TimeSource time,
            Event<CategoriesChanged> events) {
        this(categories, classifiers, registry, uses, caller, audit, time, events::fire);
    }

    public CategoryService(
            Categories categories,
            Classifiers classifiers,
            CampaignRegistry registry,
            RuleUses uses,
            CurrentCaller caller,
            Audit audit,
            TimeSource time,
            Consumer<CategoriesChanged> tell) {
        this.classifiers = classifiers;
        this.categories = categories;
        this.registry = registry;
        this.uses = uses;
        this.caller = caller;
        this.audit = audit;
        this.time = time;
        this.tell = tell;
    }

    /** By name. */
    public List<Category> all() {
        return categories.of(caller.account());
    }

    /** How many contacts are in each, by its id. */
    public Map<Long, Long> people() {
        return categories.people(caller.account());
    }

    /** @throws CategoryRefused unknown */
    public Category find(long id) {
        return categories.find(id, caller.account()).orElseThrow(() -> CategoryRefused.unknown(id));
    }

    /** @throws CategoryRefused conflict: there is one of that name, or the account has as many as it may */
    @Needs(Role.OPERATOR)
    public Category add(CategoryRules rules) {
        long account = caller.account();
        var added = audit.inOneTransaction(() -> {
            var others = categories.of(account);
            if (others.size() >= MOST) {
                throw CategoryRefused.conflict(LocalizedMessage.of("category.most", MOST));
            }
            check(others.stream().map(Category::rules), rules);
            var category = categories.add(account, rules, time.now()).orElseThrow(() -> taken(rules.name()));
            audit.note(account, AuditAction.CATEGORY_CREATED, subject(category), Change.to(json(rules)));
            return category;
        });
        tell.accept(new CategoriesChanged(account));
        LOG.info(() -> "category " + added.id() + " was created" + audit.by());
        return added;
    }

    /**
     * From its return on, what people write is put into categories by the new rules; who is in it stays in it.
     *
     * @throws CategoryRefused unknown; conflict: there is another one of that name, or a running campaign asks for the
     *     old one
     */
    @Needs(Role.OPERATOR)
    public Category change(long id, CategoryRules rules) {
        long account = caller.account();
        audit.inOneTransaction(() -> {
            var before = find(id);
            if (!before.name().equals(rules.name())) {
                refuseWhileAskedFor(before);
            }
            check(
                    categories.of(account).stream()
                            .filter(each -> each.id() != id)
                            .map(Category::rules),
                    rules);
            if (!categories.change(before, rules, time.now())) {
                throw taken(rules.name());
            }
            audit.note(
                    account,
                    AuditAction.CATEGORY_CHANGED,
                    subject(before),
                    new Change(json(before.rules()), json(rules)));
            return null;
        });
        tell.accept(new CategoriesChanged(account));
        LOG.info(() -> "category " + id + " was changed" + audit.by());
        return find(id);
    }

    /**
     * The campaigns that ask for it, or leave its people out, and have not come to their end: those that run first.
     *
     * @throws CategoryRefused unknown
     */
    public List<Campaign> askedForBy(long id) {
        return askedForBy(find(id))
                .filter(campaign -> !campaign.isArchived() && campaign.status() != CampaignStatus.COMPLETED)
                .sorted(Comparator.comparing(Campaign::isRunning).reversed().thenComparing(Campaign::id))
                .toList();
    }

    private Stream<Campaign> askedForBy(Category category) {
        return registry.all().stream()
                .filter(campaign -> campaign.accountId() == category.accountId())
                .filter(campaign -> campaign.targeting().categories().contains(category.name()));
    }

    /** @throws CategoryRefused unknown; conflict: a running campaign or a segment asks for it */
    @Needs(Role.OPERATOR)
    public void delete(long id) {
        long account = caller.account();
        audit.inOneTransaction(() -> {
            var category = find(id);
            refuseWhileAskedFor(category);
            categories.delete(category);
            audit.note(account, AuditAction.CATEGORY_DELETED, subject(category), Change.NONE);
            return null;
        });
        tell.accept(new CategoriesChanged(account));
        LOG.info(() -> "category " + id + " was deleted" + audit.by());
    }

    /**
     * Puts people into the account's categories by what they wrote before, as far as it is kept; who is in one stays in
     * it. A hundred thousand texts take some seconds.
     */
    @Needs(Role.OPERATOR)
    public Applied toHistory() {
        long account = caller.account();
        var applied = classifiers.toHistory(account);
        audit.note(
                account,
                AuditAction.CATEGORIES_APPLIED,
                null,
                Change.to(JSON.createObjectBuilder()
                        .add("texts", applied.texts())
                        .add("people", applied.people())
                        .build()));
        LOG.info(() -> "categories were applied to " + applied.texts() + " texts of account " + account
                + ": people who are in one since now: " + applied.people() + audit.by());
        return applied;
    }

    /**
     * To which of the categories a text belongs; nothing is stored.
     *
     * @throws CategoryRefused invalid: two of one name, or together too long
     */
    public Set<String> classify(String text, List<CategoryRules> rules) {
        var names = new TreeSet<String>();
        rules.stream().filter(each -> !names.add(each.name())).findFirst().ifPresent(twice -> {
            throw taken(twice.name());
        });
        return new Classifier(rules).categoriesOf(text);
    }

    /** The same for the categories of the account. */
    public Set<String> classify(String text) {
        return classify(text, all().stream().map(Category::rules).toList());
    }

    private static void check(Stream<CategoryRules> others, CategoryRules rules) {
        new Classifier(Stream.concat(others, Stream.of(rules)).toList());
    }

    private void refuseWhileAskedFor(Category category) {
        uses.byAny(
                        category.accountId(),
                        leaf -> leaf instanceof InCategory in && in.categories().contains(category.name()))
                .ifPresent(who -> {
                    throw CategoryRefused.conflict(LocalizedMessage.of("category.asked-for", category.name(), who));
                });
    }

    private static CategoryRefused taken(String name) {
        return CategoryRefused.conflict(LocalizedMessage.of("category.taken", name));
    }

    private static Subject subject(Category category) {
        return Subject.of("category", category.id());
    }

    /** What people look for is no text of a message. */
    private static JsonObject json(CategoryRules rules) {
        return JSON.createObjectBuilder()
                .add("name", rules.name())
                .add("keywords", String.join(", ", rules.keywords()))
                .add("regex", rules.regex())
                .add("examples", rules.examples().size())
                .build();
    }
}
