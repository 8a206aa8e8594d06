package org.etcdrecovery.core.rescue.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.rescue.replay.Alarms.Checks;
import org.etcdrecovery.core.rescue.replay.Operation.Comparison;
import org.etcdrecovery.core.rescue.replay.Operation.Delete;
import org.etcdrecovery.core.rescue.replay.Operation.Put;
import org.etcdrecovery.core.rescue.replay.Operation.Range;
import org.etcdrecovery.core.rescue.replay.Operation.Txn;
import org.etcdrecovery.core.rescue.replay.Request.Client;

/** Decides about requests for keys, and executes those that are accepted. Source: server/etcdserver/txn and apply. */
final class KeyRequests {
    private final KeyStore keys;
    private final Leases leases;
    private final Auth auth;
    private final Sources sources;

    /**
     * How a server treats transactions.
     *
     * @param checksNested whether it checks the permissions of nested transactions
     * @param checksPuts   whether it checks the permissions for the leases and previous values of puts
     * @param limitsNested whether it refuses nested puts while there is no space
     * @param dropsRanges  whether it leaves out the ranges of the top level
     */
    record Treatment(boolean checksNested, boolean checksPuts, boolean limitsNested, boolean dropsRanges) {}

    KeyRequests(KeyStore keys, Leases leases, Auth auth, Sources sources) {
        this.keys = keys;
        this.leases = leases;
        this.auth = auth;
        this.sources = sources;
    }

    /** Whether a server accepts a request. */
    boolean accepts(Client client, Operation operation, Checks checks, Treatment treatment) throws IOException {
        if (checks.corrupt()) {
            return false;
        }
        return switch (operation) {
            case Put put -> !checks.noSpace() && (!checks.auth() || mayPut(client, put)) && isPossible(put);
            case Delete delete -> !checks.auth() || mayDelete(client, delete);
            case Range _ -> true;
            case Txn txn -> acceptsTxn(client, treatment.dropsRanges() ? withoutRanges(txn) : txn, checks, treatment);
        };
    }

    private static Txn withoutRanges(Txn txn) {
        return new Txn(txn.comparisons(), withoutRanges(txn.success()), withoutRanges(txn.failure()));
    }

    private static List<Operation> withoutRanges(List<Operation> operations) {
        return operations.stream().filter(operation -> !(operation instanceof Range)).toList();
    }

    private boolean acceptsTxn(Client client, Txn txn, Checks checks, Treatment treatment) throws IOException {
        if (checks.noSpace() && hasPut(txn, treatment.limitsNested())) {
            return false;
        }
        if (checks.auth() && auth.isEnabled() && !mayExecute(client, txn, treatment)) {
            return false;
        }
        return chosen(txn).stream().allMatch(this::isPossible);
    }

    private static boolean hasPut(Txn txn, boolean nested) {
        return hasPut(txn.success(), nested) || hasPut(txn.failure(), nested);
    }

    private static boolean hasPut(List<Operation> operations, boolean nested) {
        return operations.stream()
                .anyMatch(operation -> operation instanceof Put
                        || (nested && operation instanceof Txn txn && hasPut(txn, true)));
    }

    private boolean mayPut(Client client, Put put) {
        return auth.mayWrite(client, KeySpan.of(put.key())) && mayWriteAttached(client, put.lease())
                && (!put.prevKv() || auth.mayRead(client, KeySpan.of(put.key())));
    }

    /** Whether a client may write every key that is attached to a lease. */
    boolean mayWriteAttached(Client client, long lease) {
        return leases.keys(lease).stream().allMatch(key -> auth.mayWrite(client, KeySpan.of(key)));
    }

    private boolean mayDelete(Client client, Delete delete) {
        return auth.mayWrite(client, delete.keys()) && (!delete.prevKv() || auth.mayRead(client, delete.keys()));
    }

    /** Both branches are checked, whichever is taken. */
    private boolean mayExecute(Client client, Txn txn, Treatment treatment) {
        return txn.comparisons().stream().allMatch(comparison -> auth.mayRead(client, comparison.keys()))
                && mayExecute(client, txn.success(), treatment) && mayExecute(client, txn.failure(), treatment);
    }

    private boolean mayExecute(Client client, List<Operation> operations, Treatment treatment) {
        return operations.stream().allMatch(operation -> switch (operation) {
            case Put put ->
                treatment.checksPuts() ? mayPut(client, put) : auth.mayWrite(client, KeySpan.of(put.key()));
            case Delete delete -> mayDelete(client, delete);
            case Range range -> auth.mayRead(client, range.keys());
            case Txn nested -> !treatment.checksNested() || mayExecute(client, nested, treatment);
        });
    }

    /** Whether an operation can be executed on what was there before its request. */
    private boolean isPossible(Operation operation) {
        return switch (operation) {
            case Put put -> (put.lease() == 0 || leases.exists(put.lease()))
                    && ((!put.ignoreValue() && !put.ignoreLease()) || keys.get(put.key()) != null);
            case Range range -> range.revision() == 0
                    || (range.revision() <= keys.revision() && range.revision() >= keys.compacted());
            case Delete _,Txn _ -> true;
        };
    }

    /** The operations on the branches that a transaction takes, nested ones too, without the transactions themselves. */
    private List<Operation> chosen(Txn txn) throws IOException {
        List<Operation> chosen = new ArrayList<>();
        choose(txn, chosen);
        return chosen;
    }

    private void choose(Txn txn, List<Operation> chosen) throws IOException {
        for (Operation operation : holds(txn.comparisons()) ? txn.success() : txn.failure()) {
            if (operation instanceof Txn nested) {
                choose(nested, chosen);
            } else {
                chosen.add(operation);
            }
        }
    }

    private boolean holds(List<Comparison> comparisons) throws IOException {
        for (Comparison comparison : comparisons) {
            if (!holds(comparison)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Comparison comparison) throws IOException {
        Map<Key, KeyState> found = keys.in(comparison.keys());
        if (found.isEmpty()) {
            return comparison.target() != Comparison.VALUE
                    && comparison.accepts(Long.compare(0, comparison.number()));
        }
        for (KeyState state : found.values()) {
            if (!comparison.accepts(compare(state, comparison))) {
                return false;
            }
        }
        return true;
    }

    private int compare(KeyState state, Comparison comparison) throws IOException {
        return switch (comparison.target()) {
            case Comparison.VERSION -> Long.compare(state.version(), comparison.number());
            case Comparison.CREATE -> Long.compare(state.created(), comparison.number());
            case Comparison.MOD -> Long.compare(state.modified(), comparison.number());
            case Comparison.LEASE -> Long.compare(state.lease(), comparison.number());
            case Comparison.VALUE ->
                Arrays.compareUnsigned(sources.read(state.value()), sources.read(comparison.value()));
            default -> 0;
        };
    }

    /**
     * Executes a request that was accepted, in one revision.
     *
     * @throws ServerStopsException if a server panics on it, which leaves nothing of the request behind
     */
    void execute(Operation operation) throws IOException, ServerStopsException {
        List<Operation> operations = operation instanceof Txn txn ? chosen(txn) : List.of(operation);
        try (KeyStore.Write write = keys.begin()) {
            for (Operation each : operations) {
                switch (each) {
                    case Put put -> put(put, write);
                    case Delete delete -> write.delete(delete.keys());
                    case Range _,Txn _ -> {
                        // A range changes nothing, and transactions have been replaced by their operations.
                    }
                }
            }
            write.commit();
        }
    }

    private void put(Put put, KeyStore.Write write) throws ServerStopsException {
        KeyState old = keys.get(put.key());
        if ((put.ignoreValue() || put.ignoreLease()) && old == null) {
            // The key existed before the transaction, which has deleted it.
            throw new ServerStopsException("it keeps the value or lease of a key that the same transaction deletes");
        }
        Place value = put.ignoreValue() && old != null ? old.value() : put.value();
        long lease = put.ignoreLease() && old != null ? old.lease() : put.lease();
        write.put(put.key(), value, lease);
    }
}
