package io.depthstream.ingest.itch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** A generated alpha field of up to 4 printable characters, without spaces: those are padding. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@CharRange(from = '!', to = '~')
@StringLength(max = 4)
@interface Text4 {
}
