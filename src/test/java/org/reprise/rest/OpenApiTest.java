package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.audience.Criteria;
import org.reprise.audience.Criterion;
import org.reprise.testing.DescribedAnswers;

/** The document is written by hand, for its words; this holds it to the code. */
class OpenApiTest {
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        assertThat(described()).isEqualTo(answered());
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        assertThat(operations().map(Operation::getOperationId))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    /** A member that stands for another one is named at that one, or stands there itself. */
    @ParameterizedTest
    @MethodSource("routes")
    void membersAreThoseThatAreTaken(Route route) {
        var taken = route.takes();
        if (taken == null || taken.isOpen()) {
            return;
        }
        var schema = route.bodySchema();
        var described = schema == null ? Map.<String, Schema<?>>of() : properties(schema);
        assertThat(described.keySet())
                .isSubsetOf(taken.members().stream().map(Member::name).toList());
        for (var member : taken.members()) {
            if (member.role() == Member.Role.OPTIONAL || member.role() == Member.Role.REQUIRED) {
                var main = described.get(member.sense());
                assertThat(described.containsKey(member.name())
                                || main != null && main.getDescription().contains(member.name()))
                        .as(member.name())
                        .isTrue();
            } else {
                assertThat(described).doesNotContainKey(member.name());
            }
        }
        var needed = taken.members().stream()
                .filter(each -> each.role() == Member.Role.REQUIRED)
                .map(Member::name);
        assertThat(schema == null || schema.getRequired() == null ? List.<String>of() : schema.getRequired())
                .isSubsetOf(needed.toList());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void parametersAndHeadersAreThoseThatAreTaken(Route route) {
        var described = route.parameters().stream()
                .filter(parameter -> !parameter.getIn().equals("path"))
                .map(Parameter::getName)
                .toList();
        var taken = new ArrayList<>(KnownParameters.parametersOf(route.method));
        if (route.method.isAnnotationPresent(Idempotent.class)) {
            taken.add(IdempotencyKey.HEADER);
        }
        for (var parameter : route.method.getParameters()) {
            if (parameter.isAnnotationPresent(HeaderParam.class)) {
                taken.add(parameter.getAnnotation(HeaderParam.class).value());
            }
        }
        assertThat(described).containsExactlyInAnyOrderElementsOf(taken);
    }

    @Test
    void noMemberOfAnUpdateHasADefault() {
        properties(DOCUMENT.getComponents().getSchemas().get("Update"))
                .forEach((name, schema) ->
                        assertThat(schema.getDefault()).as(name).isNull());
    }

    /** A generated client sends an empty list for one that nobody set, unless it can be null. */
    @Test
    void everyListOfAnUpdateCanBeNull() {
        properties(DOCUMENT.getComponents().getSchemas().get("Update"))
                .forEach((name, schema) -> assertThat(
                                schema instanceof ArraySchema && !Boolean.TRUE.equals(schema.getNullable()))
                        .as(name)
                        .isFalse());
    }

    @Test
    void problemsHaveTheCodesThatThereAre() {
        List<?> described =
                DOCUMENT.getComponents().getSchemas().get("ProblemCode").getEnum();
        assertThat(described.stream().map(String::valueOf).toList())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemCode.values())
                        .map(ProblemCode::toString)
                        .toList());
    }

    @Test
    void answersTellEachCriterionOfATargeting() {
        var schemas = DOCUMENT.getComponents().getSchemas();
        var told = TargetingMembers.declared().stream();
        assertThat(properties(schemas.get("CampaignSettings")))
                .containsKeys(told.map(Member::name).toArray(String[]::new));
        List<?> missed = properties(properties(schemas.get("Why")).get("facts"))
                .get("criterion")
                .getEnum();
        assertThat(missed.stream().map(String::valueOf).toList())
                .isEqualTo(Stream.concat(Criteria.ALL.stream().map(Criterion::key), Stream.of("rule"))
                        .toList());
    }

    private static final OpenAPI DOCUMENT = DescribedAnswers.document();

    record Route(String path, String verb, Method method) {
        RequestBody takes() {
            return Arrays.stream(method.getParameters())
                    .map(parameter -> parameter.getAnnotation(Takes.class))
                    .filter(Objects::nonNull)
                    .map(Takes::value)
                    .findFirst()
                    .orElse(null);
        }

        private Operation operation() {
            return DOCUMENT.getPaths().get(path).readOperationsMap().get(PathItem.HttpMethod.valueOf(verb));
        }

        Schema<?> bodySchema() {
            var body = operation().getRequestBody();
            if (body != null && body.get$ref() != null) {
                body = DOCUMENT.getComponents().getRequestBodies().get(last(body.get$ref()));
            }
            return body == null
                    ? null
                    : resolved(body.getContent().get("application/json").getSchema());
        }

        List<Parameter> parameters() {
            return Stream.of(
                            operation().getParameters(),
                            DOCUMENT.getPaths().get(path).getParameters())
                    .filter(Objects::nonNull)
                    .flatMap(List::stream)
                    .map(each -> each.get$ref() == null
                            ? each
                            : DOCUMENT.getComponents().getParameters().get(last(each.get$ref())))
                    .toList();
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    static Stream<Route> routes() {
        return RoutesTest.resources()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .flatMap(method -> routes(type, method)
                                .map(route -> route.split(" "))
                                .map(route -> new Route(route[1], route[0], method))));
    }

    private static Stream<Operation> operations() {
        return DOCUMENT.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
    }

    private static Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null
                ? schema
                : DOCUMENT.getComponents().getSchemas().get(last(schema.get$ref()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Schema<?>> properties(Schema<?> schema) {
        return schema.getProperties() == null ? Map.of() : (Map) schema.getProperties();
    }

    private static String last(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static Set<String> described() throws IOException {
        var routes = new TreeSet<String>();
        var path = "";
        for (var line : document().lines().toList()) {
            var newPath = PATH.matcher(line);
            var method = METHOD.matcher(line);
            if (newPath.matches()) {
                path = newPath.group(1);
            } else if (method.matches()) {
                routes.add(method.group(1).toUpperCase() + " " + path);
            }
        }
        return routes;
    }

    private static String document() throws IOException {
        try (var yaml = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> answered() {
        var routes = new TreeSet<String>();
        for (var type : new ClassFileImporter().importPackages("org.reprise.rest")) {
            if (type.isAnnotatedWith(Path.class)) {
                var resource = type.reflect();
                Arrays.stream(resource.getDeclaredMethods())
                        .flatMap(method -> routes(resource, method))
                        .forEach(routes::add);
            }
        }
        return routes;
    }

    private static Stream<String> routes(Class<?> resource, Method method) {
        var below = method.getAnnotation(Path.class);
        var path = "/" + resource.getAnnotation(Path.class).value() + "/" + (below == null ? "" : below.value());
        var normal = path.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value() + " " + normal);
    }
}
