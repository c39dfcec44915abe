package io.depthstream.ingest.itch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.constraints.LongRange;

/** A generated number of six unsigned bytes. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@LongRange(max = 0xFFFF_FFFF_FFFFL)
@interface UInt48 {
}
