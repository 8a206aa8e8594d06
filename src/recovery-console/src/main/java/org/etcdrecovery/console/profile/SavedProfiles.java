package org.etcdrecovery.console.profile;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/** Forms that were saved under names. */
public interface SavedProfiles {
    /** The names, in the order in which they were saved. */
    ObservableValue<List<String>> names();

    /** The name under which to save the current form. */
    StringProperty name();

    /** The profile that matches the form; empty if none does. */
    Optional<String> current();

    /** Takes over a profile. */
    void choose(String which);

    /** Saves the form under the name, replacing an earlier profile of that name. */
    void save();

    /** Deletes a profile; the form stays as it is. */
    void delete(String which);
}
