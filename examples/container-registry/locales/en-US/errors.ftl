### Error messages of a container registry: the codes of the OCI Distribution Specification, and those that
### Docker’s registry adds to them. A code is a name, and its message is called “code-” and that name.
### A text may use what the registry puts into the member “detail” beside the code, if it is an object.

## Repositories

code-NAME_INVALID = The name of the repository is invalid; use lower-case letters, digits and single separators

# $name (String) - The repository.
code-NAME_UNKNOWN = The repository “{ $name }” does not exist in this registry

## Manifests

# The detail has a “Tag”, or a “Name” and a “Revision”, so the text can count on neither.
code-MANIFEST_UNKNOWN = There is no image with this tag or digest
code-MANIFEST_INVALID = The manifest is invalid
code-MANIFEST_UNVERIFIED = The signature of the manifest could not be verified

# Sent once for each layer or configuration that is missing.
code-MANIFEST_BLOB_UNKNOWN = The manifest refers to a blob that has not been uploaded
code-TAG_INVALID = The tag does not match the manifest

## Blobs

code-BLOB_UNKNOWN = The blob does not exist in this repository
code-BLOB_UPLOAD_INVALID = The upload was interrupted or its address is wrong; start it again
code-BLOB_UPLOAD_UNKNOWN = The upload does not exist; it may have expired
code-DIGEST_INVALID = The digest does not match what was uploaded
code-SIZE_INVALID = The length does not match what was uploaded
code-RANGE_INVALID = The range of bytes does not continue the upload

## Access

code-UNAUTHORIZED = Sign in to use this repository
code-DENIED = You are not allowed to do this in this repository
code-TOOMANYREQUESTS = Too many requests were sent; wait a little and try again

## Other

code-UNSUPPORTED = This registry does not support the operation
code-PAGINATION_NUMBER_INVALID = The number of results per page is invalid
code-UNAVAILABLE = The registry is not available at the moment
code-UNKNOWN = An unexpected error happened in the registry
