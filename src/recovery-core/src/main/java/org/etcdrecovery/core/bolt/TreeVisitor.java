package org.etcdrecovery.core.bolt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sees the buckets of a file in the order of their names, and of each the leaves in the order of their keys. */
@FunctionalInterface
public interface TreeVisitor {
    /** Looks at nothing; the walk still checks everything. */
    TreeVisitor NONE = bucket -> LeafVisitor.NONE;

    /**
     * A top-level bucket begins.
     *
     * @return who sees its leaves; null to leave the bucket out, so that its pages are neither read nor checked
     */
    @Nullable
    LeafVisitor bucket(Bucket bucket) throws IOException;

    /** Sees the leaves of one bucket. */
    @FunctionalInterface
    interface LeafVisitor {
        /** Looks at nothing. */
        LeafVisitor NONE = leaf -> {};

        /** A leaf whose elements all lie within it. The leaf is reused after this call. */
        void leaf(Leaf leaf) throws IOException;

        /** The bucket has no more leaves. */
        default void end() throws IOException {
            // Most visitors have nothing left to do.
        }
    }
}
