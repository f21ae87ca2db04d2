package org.carrel.launch;

/// Where a database is and who signs in: a JDBC address, a user and a password.
record Database(String url, String username, String password) {
    /// Without the password, so that it cannot slip into a log.
    @Override
    public String toString() {
        return username + "@" + url;
    }
}
