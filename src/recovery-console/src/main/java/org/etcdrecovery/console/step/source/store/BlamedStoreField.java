package org.etcdrecovery.console.step.source.store;

import java.util.Optional;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.core.store.objects.StoreException.Reason;

/** The field that a failure blames. */
final class BlamedStoreField {
    private BlamedStoreField() {}

    /** Empty if no field is to blame. */
    static Optional<Field> of(Reason reason) {
        return switch (reason) {
            case ADDRESS, NOT_FOUND, TOO_LARGE -> Optional.of(Field.ADDRESS);
            case UNREACHABLE -> Optional.of(Field.ENDPOINT);
            case REGION -> Optional.of(Field.REGION);
            case TLS -> Optional.of(Field.CA);
            case UNKNOWN_KEY, NO_CREDENTIALS, DENIED -> Optional.of(Field.ACCESS_KEY);
            case WRONG_SECRET -> Optional.of(Field.SECRET_KEY);
            case EXPIRED -> Optional.of(Field.SESSION_TOKEN);
            case SETTINGS, EXISTS, CLOCK, UNAVAILABLE, STALLED, CUT_SHORT, CHANGED, DIFFERS, UNSUPPORTED, OTHER ->
                Optional.empty();
        };
    }
}
