package io.depthstream.ingest.itch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.constraints.CharRange;

/** A generated character of one byte. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@CharRange(to = '\u00FF')
@interface Latin1 {
}
