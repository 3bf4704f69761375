package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.access.AccessRefused;
import org.reprise.audience.AttributeType;
import org.reprise.audience.Column;
import org.reprise.audience.ColumnTarget;
import org.reprise.audience.ContactRefused;
import org.reprise.audience.ImportFiles;
import org.reprise.audience.ImportJob;
import org.reprise.audience.ImportJobs;
import org.reprise.audience.ImportMode;
import org.reprise.audience.ImportOptions;
import org.reprise.audience.ImportRefused;
import org.reprise.audience.Tag;
import org.reprise.campaign.AttributeService;
import org.reprise.message.VisibleText;
import org.reprise.telegram.Session;

/**
 * Brings a file of people to a sender: asks first to which, shows how the file is read, then how far it is, and in the
 * end what was left out and why.
 */
@Named
@ViewScoped
public class ImportPanel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(ImportPanel.class.getName());

    private static final int MAX_IGNORED = 20;
    private static final int MAX_NAMES = 8;

    /** Those that spreadsheets still write, by the number of people who may meet them. */
    private static final List<String> ENCODINGS = List.of(
            "windows-1252",
            "windows-1251",
            "windows-1250",
            "windows-1254",
            "windows-1256",
            "windows-1255",
            "windows-1253",
            "windows-1257",
            "windows-1258",
            "GB18030",
            "Big5",
            "Shift_JIS",
            "EUC-KR",
            "KOI8-R",
            "IBM850",
            "UTF-16LE",
            "UTF-16BE");

    @Inject
    private ImportJobs jobs;

    @Inject
    private ImportFiles files;

    @Inject
    private AttributeService attributes;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private transient Part file;
    private transient List<SelectItem> targets;
    private ImportPreview preview;
    private ImportMode mode = ImportMode.UPDATE;
    private String tags = "";

    private boolean open;
    /** The name of the sender to whom people are brought. */
    private String into;

    /** Until this page has shown the end: the import itself may be over before anybody looks. Null: none goes on. */
    private String watched;

    /** Whether the page shows how it ended: what somebody unfolded there stays unfolded. */
    private boolean isEndShown;

    @PostConstruct
    void begin() {
        choose();
        watched = isRunning() ? into : null;
    }

    /** Opens it for the sender that is looked at; a file that is looked at already stays with its own. */
    public void show() {
        if (preview == null) {
            choose();
        }
        open = true;
    }

    public void close() {
        open = false;
    }

    private void choose() {
        var all = page.getSessions();
        into = page.getSession() != null || all.isEmpty()
                ? page.getSession()
                : all.get(0).name();
    }

    private Session session() {
        return page.getSessions().stream()
                .filter(each -> each.name().equals(into))
                .findFirst()
                .orElse(null);
    }

    /** Copied from disk to disk, since the server deletes its own copy with the request; never in memory as a whole. */
    public void upload() {
        cancel();
        targets = null;
        if (file == null) {
            Refusal.tell("import", words.of("import.missing"));
            return;
        }
        var name = VisibleText.cleaned(file.getSubmittedFileName());
        try (var uploaded = file.getInputStream()) {
            preview = new ImportPreview(name, files.keep(uploaded));
            preview.read();
        } catch (ImportRefused refused) {
            refuse(name, refused);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, e, () -> "a file of contacts could not be kept to look at it");
            Refusal.tell("import", words.of("import.unread", name));
        }
    }

    /** The operator says how the file is encoded. */
    public void reread() {
        try {
            preview.read();
            if (!preview.isReadable()) {
                Refusal.tell("import", words.of("import.encoding.other", preview.getFileName(), preview.getEncoding()));
            }
        } catch (ImportRefused refused) {
            refuse(preview.getFileName(), refused);
        } catch (IOException e) {
            gone(e);
        }
    }

    private void refuse(String name, ImportRefused refused) {
        cancel();
        Refusal.tell("import", words.of("import.refused", name, words.say(refused.said())));
    }

    /** It waited here for too long. */
    private void gone(IOException e) {
        LOG.log(Level.INFO, "a file of contacts is not there any more", e);
        Refusal.tell("import", words.of("import.unread", preview.getFileName()));
        preview = null;
    }

    /** Imports the file as it is shown. */
    public void start() {
        try {
            declare();
            var options = new ImportOptions(words.getZone(), mode, tagNames());
            jobs.start(session(), preview.getFileName(), preview.file(), options);
            preview = null;
            watched = into;
            isEndShown = false;
        } catch (IOException e) {
            gone(e);
        } catch (AccessRefused | ContactRefused refused) {
            Refusal.tell("import", words.say(refused.said()));
        }
    }

    /** The attributes that the columns are to be for and that are not there yet. */
    private void declare() {
        for (var column : preview.getColumns()) {
            if (column.isNew()) {
                column.hold(new ColumnTarget.OfAttribute(attributes.add(column.getName(), column.getType())));
            }
        }
    }

    private Set<String> tagNames() {
        return Stream.of(tags.split(","))
                .filter(name -> !name.isBlank())
                .map(name -> Tag.named("tags", name))
                .collect(Collectors.toSet());
    }

    /** Nothing is imported, and the file is forgotten. */
    @PreDestroy
    public void cancel() {
        if (preview != null) {
            files.drop(preview.getPath());
            preview = null;
        }
    }

    /** Sends the rows that were left out, to be mended. */
    public void download() throws IOException {
        CsvDownload.send("left-out.csv", out -> jobs.copyLeftOut(getJob(), words::say, out));
    }

    /** The name of the sender to whom people are brought. */
    public String getInto() {
        return into;
    }

    public void setInto(String into) {
        this.into = into;
    }

    public boolean isOpen() {
        return open;
    }

    /** By the address, for those who come from elsewhere to import. */
    public void openByAddress() {
        show();
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    /** The file that is looked at before it is imported, or null. */
    public ImportPreview getPreview() {
        return preview;
    }

    public List<String> getEncodings() {
        return ENCODINGS;
    }

    /** Looks again while it runs; in the end the people who came are shown. */
    public void look() {
        var job = page.getSessions().stream()
                .filter(each -> each.name().equals(watched))
                .findFirst()
                .flatMap(jobs::newest);
        if (!isEndShown) {
            PrimeFaces.current().ajax().update("import:job");
        }
        if (job.filter(each -> each.state() == ImportJob.State.RUNNING).isEmpty()) {
            watched = null;
            page.open();
            job.ifPresent(each -> toast.say(ended(each)));
            PrimeFaces.current().ajax().update("contacts", "head");
        }
    }

    private String ended(ImportJob job) {
        if (job.state() != ImportJob.State.DONE) {
            return outcome(job);
        }
        var report = job.report();
        return report.imported() > 0 || report.updated() == 0
                ? words.of("import.ended", report.imported(), job.session().name())
                : words.of(
                        "import.ended.updated", report.updated(), job.session().name());
    }

    public boolean isWatching() {
        return watched != null;
    }

    public boolean isRunning() {
        return getJob() != null && getJob().state() == ImportJob.State.RUNNING;
    }

    /** The sender's newest import, or null. */
    public ImportJob getJob() {
        var session = session();
        return session == null ? null : jobs.newest(session).orElse(null);
    }

    /** Somebody said what a column holds. */
    public void map(int number) {
        var column = preview.getColumns().get(number - 1);
        if (column.wanted().equals(ColumnChoice.NEW)) {
            column.holdNew();
        } else {
            column.hold(targets()
                    .filter(target -> target.title().equals(column.wanted()))
                    .findFirst()
                    .orElse(null));
        }
        preview.choose(number);
    }

    private Stream<ColumnTarget> targets() {
        return Stream.of(
                        Stream.of(Column.values()).map(ColumnTarget.Field::new),
                        Stream.of(new ColumnTarget.OfTags()),
                        attributes.all().stream().map(ColumnTarget.OfAttribute::new))
                .flatMap(each -> each);
    }

    /** What a column may hold, to be chosen from. */
    public List<SelectItem> getTargets() {
        if (targets == null) {
            targets = Stream.concat(
                            targets().map(target -> new SelectItem(target.title(), label(target))),
                            Stream.of(new SelectItem(ColumnChoice.NEW, words.of("import.target.new"))))
                    .toList();
        }
        return targets;
    }

    private String label(ColumnTarget target) {
        if (target instanceof ColumnTarget.OfAttribute of) {
            return words.of("import.target.attribute", of.attribute().name());
        }
        return target instanceof ColumnTarget.Field field
                ? words.of("import.column." + field.column())
                : words.of("import.target.tags");
    }

    public AttributeType[] getTypes() {
        return AttributeType.values();
    }

    public ImportMode[] getModes() {
        return ImportMode.values();
    }

    public ImportMode getMode() {
        return mode;
    }

    public void setMode(ImportMode mode) {
        this.mode = mode;
    }

    /** For all people of the file, with commas between them. */
    public String getTags() {
        return tags;
    }

    public void setTags(String tags) {
        this.tags = tags == null ? "" : tags;
    }

    /** What is still to be said before it can be imported; empty: nothing. */
    public String getFlaw() throws IOException {
        var read = preview.getRecognition();
        if (read == null || read.flaw() == null) {
            return "";
        }
        boolean hasIds = read.columns().stream()
                .anyMatch(column -> new ColumnTarget.Field(Column.USER_ID).equals(column.holds()));
        return hasIds ? words.of("import.ids.twice") : words.of("import.ids.none");
    }

    /** What columns may hold, for people who make a file. */
    public Column[] getKinds() {
        return Column.values();
    }

    /** The names by which a column is recognised. */
    public String names(Column column) {
        var names = column.titles();
        var first = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
        return names.size() > MAX_NAMES ? first + ", …" : first;
    }

    /** How the file is read, in a sentence. */
    public String getRecognised() throws IOException {
        var read = preview.getRecognition();
        return words.of(
                "import.recognised",
                preview.getFileName(),
                read.encoding(),
                separator(read.separator()),
                read.columns().size());
    }

    /** Whether everything is known that the import needs. */
    public boolean isReady() throws IOException {
        return preview != null
                && preview.isReadable()
                && preview.getRecognition().flaw() == null;
    }

    /** The names of columns that were passed over. */
    public String getIgnored() {
        var ignored = getJob().report().file().ignored();
        var first = String.join(", ", ignored.subList(0, Math.min(MAX_IGNORED, ignored.size())));
        return ignored.size() > MAX_IGNORED ? first + ", …" : first;
    }

    private String separator(char separator) {
        return switch (separator) {
            case ',' -> words.of("import.separator.comma");
            case ';' -> words.of("import.separator.semicolon");
            case '\t' -> words.of("import.separator.tab");
            case '|' -> words.of("import.separator.bar");
            default -> words.of("import.separator.other", separator);
        };
    }

    /** How it ended, in a sentence. */
    public String getOutcome() {
        isEndShown = !isRunning();
        return outcome(getJob());
    }

    private String outcome(ImportJob job) {
        return switch (job.state()) {
            case RUNNING -> words.of("import.running", job.fileName(), job.percent());
            case REFUSED -> words.of("import.refused", job.fileName(), words.say(job.reason()));
            case BROKEN -> words.of("import.broken", job.fileName());
            case DONE ->
                words.of(
                        "import.done",
                        job.fileName(),
                        job.report().imported(),
                        job.report().updated(),
                        job.report().rejects().count());
        };
    }
}
