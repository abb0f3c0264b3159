package errs

// ErrCode tells clients what went wrong.
type ErrCode int

const (
	// OrderNotFound is sent where there is no such order.
	OrderNotFound ErrCode = 404001 + iota
	ParcelNotFound // 包裹不存在
	_
	FromElsewhere ErrCode = http.StatusTeapot
)

const Declined = "card_declined"
