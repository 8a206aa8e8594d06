package org.etcdrecovery.console.step.source.cluster;

import java.util.Optional;
import org.etcdrecovery.console.connection.SecurityModel.Field;
import org.etcdrecovery.core.cluster.connect.Failure;

/** Which field of certificates and login to change after a failure. */
final class BlamedField {
    private BlamedField() {}

    /** The field; empty if none of them helps. */
    static Optional<Field> of(Failure.Cause cause) {
        return switch (cause) {
            case UNKNOWN_AUTHORITY -> Optional.of(Field.CA);
            case NAME_NOT_COVERED -> Optional.of(Field.SERVER_NAME);
            case CLIENT_CERTIFICATE_REQUIRED, CLIENT_CERTIFICATE_REFUSED -> Optional.of(Field.CERTIFICATE);
            case LOGIN_REQUIRED, NO_PERMISSION -> Optional.of(Field.USER);
            case WRONG_PASSWORD -> Optional.of(Field.PASSWORD);
            default -> Optional.empty();
        };
    }
}
