package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document is written by hand, for its words; this holds it to the code. */
class OpenApiTest {
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        assertThat(described()).isEqualTo(answered());
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
