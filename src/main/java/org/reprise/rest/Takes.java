package org.reprise.rest;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Which members a route's {@link Members} may have. */
@Retention(RUNTIME)
@Target(PARAMETER)
@interface Takes {
    RequestBody value();
}
