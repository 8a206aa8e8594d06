package org.etcdrecovery.core.bolt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sees the buckets of a file in the order of their names, and of each the leaves in the order of their keys. */
@FunctionalInterface
public interface TreeVisitor {
    /** Looks at nothing; the walk still checks everything. */
    TreeVisitor NONE = bucket -> LeafVisitor.none();

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
        /** A leaf whose elements all lie within it. The leaf is reused after this call. */
        void leaf(Leaf leaf) throws IOException;

        /**
         * The keys that this visitor is after. Pages below a branch that can hold none of them are neither read nor
         * checked; what stands beside them in a leaf is seen.
         */
        default KeyRange range() {
            return KeyRange.ALL;
        }

        /** The bucket has no more leaves. */
        default void end() throws IOException {
            // Most visitors have nothing left to do.
        }

        /**
         * Looks at nothing. Not a constant: an interface that has both such and default methods keeps the AOT cache from
         * taking the lambdas that implement it.
         */
        static LeafVisitor none() {
            return leaf -> {};
        }
    }
}
