package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every route, also for those to come. */
class RoutesTest {
    private static final List<Class<? extends Annotation>> WITH_BODY = List.of(POST.class, PUT.class, PATCH.class);

    @Test
    void everyBodyIsDeclared() {
        var undeclared = methods()
                .filter(method -> WITH_BODY.stream().anyMatch(method::isAnnotationPresent))
                .filter(method -> Arrays.stream(method.getParameters())
                        .noneMatch(parameter -> parameter.isAnnotationPresent(Takes.class)))
                .filter(method -> method.getAnnotation(Consumes.class) == null
                        || List.of(method.getAnnotation(Consumes.class).value()).contains("application/json"));
        assertThat(undeclared).as("routes that would ignore what a body says").isEmpty();
    }

    @Test
    void whatABodyIsDeclaredForIsJson() {
        assertThat(methods()
                        .filter(method -> Arrays.stream(method.getParameters())
                                .anyMatch(parameter -> parameter.isAnnotationPresent(Takes.class))))
                .isNotEmpty()
                .allSatisfy(method ->
                        assertThat(method.getAnnotation(Consumes.class).value()).containsExactly("application/json"));
    }

    @Test
    void queryParametersAreParametersOfTheMethod() {
        assertThat(resources().flatMap(type -> Arrays.stream(type.getDeclaredFields())))
                .as("KnownParameters looks at the method alone")
                .noneMatch(field -> field.isAnnotationPresent(QueryParam.class));
    }

    static Stream<Class<?>> resources() {
        return new ClassFileImporter()
                .importPackages("org.reprise.rest").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(type -> (Class<?>) type.reflect());
    }

    private static Stream<Method> methods() {
        return resources().flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }
}
