package org.etcdrecovery.console.recovery;

import java.util.Map;

/**
 * What was chosen and typed in the step Start.
 *
 * @param form        the name of the form of start; empty if none was chosen
 * @param directories the data directories on the members' hosts by the names of the members, if they are not the usual ones
 * @param owners      the owners there, likewise
 */
public record HandOverForm(String form, Map<String, String> directories, Map<String, String> owners) {
    /** Copies the maps. */
    public HandOverForm {
        directories = Map.copyOf(directories);
        owners = Map.copyOf(owners);
    }

    /** Whether nothing was chosen or typed. */
    public boolean isEmpty() {
        return form.isEmpty() && directories.isEmpty() && owners.isEmpty();
    }
}
