package org.reprise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * An operator in front of a real Chromium. Everything waits for what it needs, since pages change by themselves.
 * Elements are named by their full Faces id, such as {@code list:table:0:stop}.
 *
 * <p>Where no Chromium is installed tests are skipped; with {@code CI=true} in the environment they fail.
 */
public final class Browser implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Warns at every start that it does not know Debian's Chromium; nothing here uses what it would need to know. */
    private static final Logger UNNEEDED = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        UNNEEDED.setLevel(Level.OFF);
    }

    private final URI base;
    private final Path profile = TestDatabase.temporaryDirectory();
    private final ChromeDriver driver;
    private boolean collectsFaults;
    private boolean hasToldZone;

    private Browser(URI base, String language, int width, int height) {
        this.base = base;
        driver = new ChromeDriver(service(), options(language));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** English, 1280 by 900. */
    public static Browser open(URI base) {
        return open(base, "en-US", 1280, 900);
    }

    /** @param language as browsers say it, such as {@code de-DE} */
    public static Browser open(URI base, String language, int width, int height) {
        boolean found = find("chromium", "google-chrome") != null && find("chromedriver") != null;
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(found, "no chromium and chromedriver on the PATH");
        }
        assertThat(found).as("chromium and chromedriver are on the PATH").isTrue();
        return new Browser(base, language, width, height);
    }

    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(find("chromedriver").toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
    }

    private ChromeOptions options(String language) {
        return new ChromeOptions()
                .setBinary(find("chromium", "google-chrome").toFile())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
                .addArguments("--disable-background-networking", "--disable-component-update", "--disable-sync")
                .addArguments("--hide-scrollbars", "--user-data-dir=" + profile)
                .setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    }

    private static Path find(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** @param path such as {@code /editor} */
    public Browser go(String path) {
        driver.get(base.resolve(path).toString());
        if (!hasToldZone) {
            // the first page of a browser is fetched again with its zone: what is done to it before that is lost
            await("the page in the browser's zone", browser -> (boolean) browser.run("""
                    const shown = document.documentElement.dataset.zone;
                    return document.readyState === 'complete'
                        && (shown === undefined || shown === Intl.DateTimeFormat().resolvedOptions().timeZone
                            || performance.getEntriesByType('navigation')[0].type === 'reload');
                    """));
            hasToldZone = true;
        }
        return this;
    }

    /** Opens a page in one more tab, which the following calls are about. */
    public Browser goInNewTab(String path) {
        driver.switchTo().newWindow(WindowType.TAB);
        if (collectsFaults) {
            collectingFaults();
        }
        return go(path);
    }

    /** The following calls are about each tab in turn. */
    public void inEachTab(Runnable look) {
        for (var tab : driver.getWindowHandles()) {
            driver.switchTo().window(tab);
            look.run();
        }
    }

    /** The following calls are about that tab, counted from 0 in the order in which they were opened. */
    public void toTab(int place) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(place));
    }

    /** @param scheme {@code light} or {@code dark} */
    public Browser prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** @param zone where the operator is, such as {@code Asia/Tokyo} */
    public Browser in(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
        hasToldZone = false;
        return this;
    }

    /** @param bytesPerSecond that leave it at the most, as from a slow line */
    public Browser uploadAt(int bytesPerSecond) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", 0, "downloadThroughput", -1, "uploadThroughput", bytesPerSecond));
        return this;
    }

    /** Has each page that is opened from now on collect what goes wrong in its scripts, in {@code window.faults}. */
    public Browser collectingFaults() {
        collectsFaults = true;
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                window.faults = [];
                window.addEventListener('error', event => window.faults.push(event.message));
                window.addEventListener('unhandledrejection', event => window.faults.push(String(event.reason)));
                """));
        return this;
    }

    public void click(String id) {
        await("click on " + id, browser -> {
            var element = browser.find(By.id(id));
            // as whoever sees it behind a bar would scroll; the driver takes it for in sight there
            browser.run("arguments[0].scrollIntoView({block: 'nearest'})", element);
            element.click();
            return true;
        });
    }

    /** Replaces what stands in the field, keystroke by keystroke. */
    public void type(String id, String text) {
        await("type into " + id, browser -> {
            var field = browser.find(By.id(id));
            field.clear();
            field.sendKeys(text);
            return true;
        });
    }

    /** Presses keys together, such as Ctrl and Enter, wherever the focus is. */
    public void press(CharSequence... keys) {
        var actions = new Actions(driver);
        var held = List.of(keys).subList(0, keys.length - 1);
        held.forEach(actions::keyDown);
        actions.sendKeys(keys[keys.length - 1]);
        held.forEach(actions::keyUp);
        actions.perform();
    }

    /** Chooses a file to upload. */
    public void attach(String id, Path file) {
        find(By.id(id)).sendKeys(file.toAbsolutePath().toString());
    }

    /** @param label as the operator reads it */
    public void choose(String id, String label) {
        await("choose " + label, browser -> {
            new Select(browser.find(By.id(id))).selectByVisibleText(label);
            return true;
        });
    }

    /** What stands in the element now; empty when there is none. */
    public String text(String id) {
        return steady(() -> driver.findElements(By.id(id)).stream()
                .map(WebElement::getText)
                .findFirst()
                .orElse(""));
    }

    public void awaitText(String id, String part) {
        await(id + " to say " + part, browser -> browser.text(id).contains(part));
    }

    public boolean shows(String id) {
        return steady(() -> driver.findElements(By.id(id)).stream().anyMatch(WebElement::isDisplayed));
    }

    /** Whether there is such an element, seen or not. */
    public boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    /** Pages are live: an element that was redrawn between two questions is asked for again, a few times. */
    private static <T> T steady(Supplier<T> question) {
        for (int tries = 1; ; tries++) {
            try {
                return question.get();
            } catch (StaleElementReferenceException e) {
                if (tries == 20) {
                    throw e;
                }
            }
        }
    }

    public boolean isEnabled(String id) {
        return steady(() -> driver.findElements(By.id(id)).stream().anyMatch(WebElement::isEnabled));
    }

    /** What a button of a form gives, as the browser would save it. */
    public String download(String button) {
        return driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const button = document.getElementById(arguments[0]);
                const data = new FormData(button.form);
                data.append(button.name, button.name);
                fetch(button.form.action, {method: 'POST', body: data}).then(answer => answer.text()).then(done);
                """, button).toString();
    }

    public String title() {
        return driver.getTitle();
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until {@code condition} holds; elements that vanish on the way are looked for again. */
    public void await(String what, Function<Browser, Boolean> condition) {
        new WebDriverWait(driver, TIMEOUT)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(() -> "still waiting for: " + what + "\n" + seen())
                .ignoreAll(List.of(
                        StaleElementReferenceException.class,
                        NoSuchElementException.class,
                        ElementClickInterceptedException.class,
                        ElementNotInteractableException.class))
                .until(unused -> condition.apply(this));
    }

    /** What the operator has before them: its address, whether the page is busy, and its words. */
    private String seen() {
        return driver.executeScript("""
                return location.href + ' (' + document.readyState + ', requests: '
                    + (window.PrimeFaces?.ajax?.Queue?.requests?.length ?? 'unknown') + ')\\n' + document.body.innerText;
                """).toString();
    }

    /** @return what axe-core finds, a line each: rule and element */
    public List<String> barriers() {
        driver.executeScript(axe());
        var found = (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then(result => done(result.violations
                    .flatMap(each => each.nodes.map(node => each.id + ': ' + node.html))));
                """);
        return found.stream().map(Object::toString).toList();
    }

    private static String axe() {
        try (var in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WebElement find(By by) {
        return driver.findElement(by);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
