package io.depthstream.ingest.itch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.constraints.IntRange;

/** A generated number of two unsigned bytes. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@IntRange(max = 0xFFFF)
@interface UInt16 {
}
