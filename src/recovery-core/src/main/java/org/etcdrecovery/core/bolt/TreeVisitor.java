package org.etcdrecovery.core.bolt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Receives the buckets of a file in name order, and the leaves of each bucket in key order. */
@FunctionalInterface
public interface TreeVisitor {
    /** Ignores everything; the walk still checks every page. */
    TreeVisitor NONE = bucket -> LeafVisitor.none();

    /**
     * Called at the start of each top-level bucket.
     *
     * @return the visitor of its leaves; null to skip the bucket, whose pages are then neither read nor checked
     */
    @Nullable
    LeafVisitor bucket(Bucket bucket) throws IOException;

    /** Receives the leaves of one bucket. */
    @FunctionalInterface
    interface LeafVisitor {
        /**
         * Called for each leaf whose keys are in order, with its sound elements. The walk reuses the leaf after this
         * call.
         */
        void leaf(Leaf leaf) throws IOException;

        /**
         * The keys that this visitor needs. The walk neither reads nor checks pages that cannot hold any of them; the
         * leaves it visits may hold other keys too.
         */
        default KeyRange range() {
            return KeyRange.ALL;
        }

        /**
         * Called in a walk that goes on after problems, at the place in the order of the keys where some cannot be read:
         * the bucket may have held any keys between the last one before this call and the first one after it.
         */
        default void lost() throws IOException {
            // Most visitors are told of the problem.
        }

        /** Called after the last leaf of the bucket. */
        default void end() throws IOException {
            // Most visitors have nothing to finish.
        }

        /**
         * Ignores all leaves. Not a constant: the AOT cache does not take the lambdas that implement an interface with
         * both a constant and default methods.
         */
        static LeafVisitor none() {
            return leaf -> {};
        }
    }
}
