package org.etcdrecovery.core.contents.index;

import java.util.List;
import java.util.stream.LongStream;

/** All keys of a state, in key order. */
public final class ExistingKeys {
    private ExistingKeys() {}

    public static List<KeyRef> of(KeyState state) {
        return LongStream.range(0, state.totals().keys()).mapToObj(n -> state.ref(state.rankOfNth(n))).toList();
    }
}
