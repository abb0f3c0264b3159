### Fehlermeldungen einer Container-Registry, übersetzt aus ../en-US/errors.ftl.

## Repositories

code-NAME_INVALID = Der Name des Repositorys ist ungültig; erlaubt sind Kleinbuchstaben, Ziffern und einzelne Trennzeichen

# $name (String) - The repository.
code-NAME_UNKNOWN = Das Repository „{ $name }“ gibt es in dieser Registry nicht

## Manifests

# The detail has a “Tag”, or a “Name” and a “Revision”, so the text can count on neither.
code-MANIFEST_UNKNOWN = Es gibt kein Image mit diesem Tag oder Digest
code-MANIFEST_INVALID = Das Manifest ist ungültig
code-MANIFEST_UNVERIFIED = Die Signatur des Manifests konnte nicht geprüft werden

# Sent once for each layer or configuration that is missing.
code-MANIFEST_BLOB_UNKNOWN = Das Manifest verweist auf einen Blob, der nicht hochgeladen wurde
code-TAG_INVALID = Der Tag passt nicht zum Manifest

## Blobs

code-BLOB_UNKNOWN = Den Blob gibt es in diesem Repository nicht
code-BLOB_UPLOAD_INVALID = Der Upload wurde abgebrochen, oder seine Adresse ist falsch; beginnen Sie ihn neu
code-BLOB_UPLOAD_UNKNOWN = Den Upload gibt es nicht; vielleicht ist er abgelaufen
code-DIGEST_INVALID = Der Digest passt nicht zu den hochgeladenen Daten
code-SIZE_INVALID = Die Länge passt nicht zu den hochgeladenen Daten
code-RANGE_INVALID = Der Bereich von Bytes setzt den Upload nicht fort

## Access

code-UNAUTHORIZED = Melden Sie sich an, um dieses Repository zu benutzen
code-DENIED = Sie dürfen das in diesem Repository nicht tun
code-TOOMANYREQUESTS = Zu viele Anfragen; warten Sie einen Moment, und versuchen Sie es noch einmal

## Other

code-UNSUPPORTED = Diese Registry unterstützt den Vorgang nicht
code-PAGINATION_NUMBER_INVALID = Die Anzahl der Ergebnisse je Seite ist ungültig
code-UNAVAILABLE = Die Registry ist im Augenblick nicht verfügbar
code-UNKNOWN = In der Registry ist ein unerwarteter Fehler aufgetreten
