package org.reprise.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.SimpleValidationReportFormat;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds answers to the API's document: their status, type and members stand there, and nothing else comes. */
public final class DescribedAnswers {
    private static final String DOCUMENT = read();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(DOCUMENT)
                    .build();

    /** Of paths and methods that the document does not have. */
    private static final Set<String> NOT_THERE =
            Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

    private DescribedAnswers() {}

    /** Reads the document now, which takes seconds: not between two requests of a test. */
    public static void prepare() {
        check("GET", "/nothing", 404, HttpHeaders.of(Map.of(), (name, value) -> true), "{}");
    }

    /** The document, and what the parser has against it. */
    public static OpenAPI document() {
        var parsed = new OpenAPIV3Parser().readContents(DOCUMENT, null, new ParseOptions());
        if (!parsed.getMessages().isEmpty()) {
            throw new AssertionError("openapi.yaml: " + parsed.getMessages());
        }
        return parsed.getOpenAPI();
    }

    /**
     * Answers that the server gave by itself, before Reprise had the request, are no answers of the document's.
     *
     * @throws AssertionError saying what the document does not have, or has otherwise
     */
    public static void check(String method, String path, int status, HttpHeaders headers, String body) {
        boolean ofServer = headers.firstValue("X-Request-Id").isEmpty();
        boolean leadsElsewhere =
                path.toLowerCase(Locale.ROOT).replace("%2e", ".").contains("/..");
        if (method.equals("OPTIONS") || method.equals("HEAD") || ofServer || leadsElsewhere) {
            return;
        }
        var response = SimpleResponse.Builder.status(status);
        headers.map().forEach((name, values) -> response.withHeader(name, values));
        if (!body.isEmpty()) {
            response.withBody(body);
        }
        var plainPath = path.replaceAll("\\?.*", "").replaceAll("(?<=.)/$", "");
        var report = VALIDATOR.validateResponse(plainPath, Method.valueOf(method), response.build());
        if (report.hasErrors() && report.getMessages().stream().noneMatch(DescribedAnswers::isNotThere)) {
            throw new AssertionError(
                    method + " " + path + " answers otherwise than openapi.yaml says, with " + status + " " + body
                            + "\n" + SimpleValidationReportFormat.getInstance().apply(report));
        }
    }

    private static boolean isNotThere(ValidationReport.Message message) {
        return NOT_THERE.contains(message.getKey());
    }

    private static String read() {
        try (var yaml = DescribedAnswers.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
